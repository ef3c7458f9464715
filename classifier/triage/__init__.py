"""Chats as wholes: what each is, who drives it, how far it has gone, how urgent it is, what it shares."""

from classifier.triage.features import PassageScores
from classifier.triage.judge import judge_chats
from classifier.triage.model import TriageModel

__all__ = ["PassageScores", "TriageModel", "judge_chats"]
