"""The independent reference: the same findings by another way.

It shares no evaluation code with the engine. It builds views of a case itself, writes out what each view leaves
open as supposed facts, and asks pySHACL whether persons and conducts conform to the shapes. It is slow; it is there
to be compared with.
"""

from palermo.reference.reference import Reference

__all__ = ["Reference"]
