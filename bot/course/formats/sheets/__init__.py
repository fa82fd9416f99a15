"""Spreadsheets: each sheet a table of questions, as in question_table.py."""
