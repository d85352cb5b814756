"""Comparing: tables of many articles in, tables about sources out; it never sees raw text."""
