"""Patterns for dates, times and both together, as people's programs write them beside a message."""

from typing import Final

from classifier.readers.scan.clock import HALF_DAY
from classifier.readers.scan.months import NAME

_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,? )?"
_NAMED = rf"{_WEEKDAY}(?:\d{{1,2}}\.? (?i:{NAME})\.?,? \d{{4}}|(?i:{NAME})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
_SIGNED = r"\d{4}[年년] ?\d{1,2}[月월] ?\d{1,2}[日일](?: [^\W\d_]요일)?"
_NUMBERS = r"(?:\d{4}[./-] ?\d{1,2}[./-] ?\d(?!\d)|\d{1,4}[./-] ?\d{1,2}[./-] ?\d{2,4})"
_DASHED = rf"\d{{1,2}}-(?i:{NAME})-\d{{2,4}}"
DAY: Final = rf"(?:{_NUMBERS}\.?|{_DASHED}|{_NAMED}|{_SIGNED})"
"""A day with its year."""
CLOCK: Final = (
    rf"(?:{HALF_DAY} ?)?\d{{1,2}}[:.]\d\d(?:[:.]\d\d(?:[.,]\d{{1,6}})?)?(?:\s?{HALF_DAY})?"
    r"(?:Z| ?(?:UTC|GMT)?[+-]\d\d:?\d\d| UTC| GMT)?"
)
"""A time of day, with the zone if one is stated."""
STAMP: Final = rf"(?:{DAY}(?:T|[,،]? (?:at |um |à |às |в |في |الساعة |kl\. |klo )?|\] ?\[){CLOCK}|{CLOCK},? {DAY})"
"""A day and a time."""
PARTIAL: Final = rf"(?:\d{{1,2}}[/.]\d{{1,2}}[.,،]? |[^\W\d_]{{2,12}}\.?,? (?:at )?)?{CLOCK}"
"""A time of day alone, or beside a day without its year: no moment."""
LEVEL: Final = (
    r"(?:[^\n:]{0,40}\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\b"
    r"|\[(?:debug|info|notice|warn|error|crit|alert|emerg)\]|(?:[^\n:]{0,40} )?(?:debug|info|warn|warning|error|fatal):"
    r"|[^\n:]{0,5}\b(?:Information|Warning|Error|Verbose):|(?:Info|Debug|Warn|Warning|Error)\s{2,}"
    r"|(?:GET|POST|PUT|HEAD) /|[^\n:]{0,40}\[\d+\]:|(?:UTC )?\[\d+\] [A-Z]+:|\d+ \[\w+\] )"
)
"""What a machine's log names where a chat names a person."""
SCORE: Final = r"[^\n:]{1,40} (?:[-–]|vs?\.?) [^\n:]{1,40}: ?\d{1,3} ?[-–:] ?\d{1,3}\s*(?:$|\n)"
"""What stands behind the hour of a match: two sides and their score."""
