from understudy.training.takes_told import recorded_once

END = ", so what is none of the sounds can't be told well yet; another recording of each helps."


def test_sounds_that_were_recorded_once_are_named() -> None:
    takes = {"go": 1, "noise": 1, "stop": 1, "up": 2}
    said = f"There is a single recording of 'go' and 'stop'{END}"
    assert recorded_once(takes, "sound", ["noise"]) == said


def test_nothing_is_said_where_it_tells() -> None:
    assert recorded_once({"go": 2, "noise": 1}, "sound", ["noise"]) is None
    assert recorded_once({"go": 1, "stop": 1}, "picture") is None
    assert recorded_once({}, "sound") is None


def test_of_many_some_are_named() -> None:
    said = recorded_once({str(number): 1 for number in range(8)}, "sound")
    assert said == f"There is a single recording of '0', '1', '2', '3', '4' and 3 more{END}"
