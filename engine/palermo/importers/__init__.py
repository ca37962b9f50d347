"""From records of a case-data standard to cases.

What the columns of a table mean stands in a record map, a Turtle file in ``ontology/mappings/``; nothing about any
standard stands here. ``import_records`` makes one case of each record, ``write_cases`` writes them as RDF.
"""

from palermo.importers.code_list import RecordMap, map_path, read_map
from palermo.importers.csv_records import ImportedCase, import_records
from palermo.importers.written import SYNTAXES, write_cases

__all__ = ["SYNTAXES", "ImportedCase", "RecordMap", "import_records", "map_path", "read_map", "write_cases"]
