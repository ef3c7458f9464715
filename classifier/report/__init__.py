"""What a run found, rendered for people and for spreadsheets."""

from classifier.report.cells import read_table
from classifier.report.publish import publish
from classifier.report.run import Beside, Input, Run, Unreadable
from classifier.report.terminal import plain, terminal_table

__all__ = ["Beside", "Input", "Run", "Unreadable", "plain", "publish", "read_table", "terminal_table"]
