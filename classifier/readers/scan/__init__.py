"""Scanners that keep positions: lines, JSON, markup, XML, tables, times. No format is known here."""
