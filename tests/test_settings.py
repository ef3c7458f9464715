"""Settings that cannot be are errors that name them."""

import math

import pytest

import classifier
from classifier.settings import Settings


def test_values_take_the_place_of_defaults():
    """Words of a file or a command line become numbers; what is not named stays as it is."""
    held = Settings.of({"batch_messages": "500", "same_script": "0.9", "token_cache": 2e6, "operating_point": "strict"})
    assert held == Settings(batch_messages=500, same_script=0.9, token_cache=2_000_000, operating_point="strict")
    assert Settings.of({}) == Settings()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"batch_mesages": 5}, "did you mean 'batch_messages'"),
        ({"zzz": 5}, "known: operating_point, "),
        ({"same_script": "high"}, "'same_script' is of type float"),
        ({"token_cache": None}, "'token_cache' is of type int"),
        ({"token_cache": math.inf}, "'token_cache' is of type int"),
        ({"batch_messages": 1.5}, "'batch_messages' is a whole number"),
        ({"batch_messages": 0}, "'batch_messages' cannot be 0; give 1 or more"),
        ({"batch_messages": -5}, "'batch_messages' cannot be -5; give 1 or more"),
        ({"evidence_spans": -1}, "'evidence_spans' cannot be -1; give 0 or more"),
        ({"same_script": math.nan}, "'same_script' cannot be nan"),
        ({"same_script": 2}, "'same_script' cannot be 2.0; give 1 or less"),
    ],
)
def test_an_impossible_setting_is_named(values, said):
    """The error names the setting and what it may be; no batch of nothing loses texts in silence."""
    with pytest.raises(classifier.SettingError, match=said):
        Settings.of(values)


def test_an_impossible_setting_is_refused_however_it_is_given():
    """The constructor asks the same as `of`."""
    with pytest.raises(classifier.SettingError, match="give 1 or more"):
        Settings(batch_messages=0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"same_script": "x"}, "'same_script' is of type float, and 'x' is none"),
        ({"batch_messages": 1.5}, "'batch_messages' is of type int, and 1.5 is none"),
        ({"token_cache": None}, "'token_cache' is of type int, and None is none"),
        ({"batch_messages": True}, "'batch_messages' is of type int, and True is none"),
        ({"operating_point": 3}, "'operating_point' is of type str, and 3 is none"),
    ],
)
def test_a_value_of_another_type_is_named(values, said):
    """The constructor takes values as they are: what is no number is an error that names the setting."""
    with pytest.raises(classifier.SettingError, match=said):
        Settings(**values)


@pytest.mark.parametrize("settings", [{}, {"same_script": 0.5}, "strict"], ids=["empty", "mapping", "word"])
def test_only_settings_are_settings(settings):
    """A model is not loaded with what is no `Settings`, and the error says how to make one."""
    with pytest.raises(TypeError, match=r"Settings\.of"):
        classifier.load(settings=settings)
