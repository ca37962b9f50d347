"""The engine's own small vocabulary: every IRI that Python code may know by name.

Nothing here is law. These terms say what a case description, an evidential status, a rulebook and a finding
are; what the facts and the definitions are stands in ``ontology/`` and ``shapes/`` only. A test renames every
other IRI at random and expects the same findings.
"""

from typing import Final

PAL: Final = "https://w3id.org/palermo#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SH: Final = "http://www.w3.org/ns/shacl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
DCT: Final = "http://purl.org/dc/terms/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
ELI: Final = "http://data.europa.eu/eli/ontology#"

# --- RDF, RDFS
TYPE: Final = RDF + "type"
FIRST: Final = RDF + "first"
REST: Final = RDF + "rest"
NIL: Final = RDF + "nil"
LANG_STRING: Final = RDF + "langString"
LABEL: Final = RDFS + "label"
SUBCLASS: Final = RDFS + "subClassOf"
SUBPROPERTY: Final = RDFS + "subPropertyOf"
DOMAIN: Final = RDFS + "domain"
RANGE: Final = RDFS + "range"
THING: Final = OWL + "Thing"
SAME_AS: Final = OWL + "sameAs"

# --- Dublin Core, SKOS
IDENTIFIER: Final = DCT + "identifier"
TITLE: Final = DCT + "title"
DESCRIPTION: Final = DCT + "description"
SOURCE: Final = DCT + "source"
DATE: Final = DCT + "date"
DEFINITION_TEXT: Final = SKOS + "definition"
NOTATION: Final = SKOS + "notation"

# --- things a case description is made of
CASE: Final = PAL + "Case"
PERSON: Final = PAL + "Person"
CONDUCT: Final = PAL + "Conduct"
FACT: Final = PAL + "Fact"
INDICATOR: Final = PAL + "Indicator"
LABELLING: Final = PAL + "Labelling"
EXPECTATION: Final = PAL + "Expectation"
ASSESSMENT_CLASS: Final = PAL + "Assessment"
AGE_FACT: Final = PAL + "AgeFact"
CHILD: Final = PAL + "Child"
ADULT: Final = PAL + "Adult"

CONCERNS: Final = PAL + "concerns"
JURISDICTION: Final = PAL + "jurisdiction"
TOWARDS: Final = PAL + "towards"
TOWARDS_CHILD: Final = PAL + "towardsChild"
BY: Final = PAL + "by"
STARTED_ON: Final = PAL + "startedOn"
ENDED_ON: Final = PAL + "endedOn"
INDICATES: Final = PAL + "indicates"
LABELLED: Final = PAL + "labelling"
AS: Final = PAL + "as"
UNDER_INSTRUMENT: Final = PAL + "underInstrument"
TESTED_BY: Final = PAL + "testedBy"

# --- age
AGE_AT_TIME: Final = PAL + "ageAtTime"
AGE_AT_LEAST: Final = PAL + "ageAtLeast"
AGE_AT_MOST: Final = PAL + "ageAtMost"
BIRTH_DATE: Final = PAL + "birthDate"
AGE: Final = PAL + "age"
YEARS: Final = PAL + "years"
YEARS_AT_LEAST: Final = PAL + "yearsAtLeast"
YEARS_AT_MOST: Final = PAL + "yearsAtMost"

# --- standing of a fact
EVIDENTIAL_STATUS: Final = PAL + "evidentialStatus"
ESTABLISHED: Final = PAL + "Established"
ALLEGED: Final = PAL + "Alleged"
NOT_ESTABLISHED: Final = PAL + "NotEstablished"
REFUTED: Final = PAL + "Refuted"
ASSESSMENT: Final = PAL + "assessment"
FINAL_: Final = PAL + "final"

# --- what an author expects
EXPECTS: Final = PAL + "expects"
OF: Final = PAL + "of"
DEFINITION: Final = PAL + "definition"
OUTCOME: Final = PAL + "outcome"
MISSING: Final = PAL + "missing"
REGION: Final = PAL + "region"
CATEGORY: Final = PAL + "category"

# --- what a rulebook is made of
DEFINITION_CLASS: Final = PAL + "Definition"
ELEMENT_CLASS: Final = PAL + "Element"
CIRCLE_CLASS: Final = PAL + "Circle"
CATEGORY_CLASS: Final = PAL + "OverlapCategory"
CHARACTERISTIC_CLASS: Final = PAL + "Characteristic"
REMARK_CLASS: Final = PAL + "Remark"
DIVERGENCE_CLASS: Final = PAL + "Divergence"
REGION_CLASS: Final = PAL + "Region"
NOT_ENCODED_CLASS: Final = PAL + "NotEncoded"
WORDING_CLASS: Final = PAL + "Wording"
CLASSIFICATION_CLASS: Final = PAL + "Classification"
CONCLUDES: Final = PAL + "concludes"
PROVISION: Final = PAL + "provision"
IN_FORCE_FROM: Final = PAL + "inForceFrom"
IN_FORCE_UNTIL: Final = PAL + "inForceUntil"
CHARACTERISTIC: Final = PAL + "characteristic"
IN_CIRCLE: Final = PAL + "inCircle"
OF_DEFINITION: Final = PAL + "ofDefinition"
DEFAULT_DEFINITION: Final = PAL + "defaultDefinition"
PART_OF: Final = ELI + "is_part_of"
