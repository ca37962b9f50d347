"""Bulk: files of any size, in portions, by one process, by several, or by several machines.

In: PATHs and what is to be done with them (an ``Order``). Out: the output of each portion, in the order of the input.
"""
