from understudy.live.timed_event import TimedEvent


def test_as_plain_values_for_json() -> None:
    event = TimedEvent("punch", 1.23456, 2.0, 0.87654321)
    assert event.to_dict() == {
        "label": "punch", "start": 1.235, "end": 2.0, "confidence": 0.876543,
    }  # fmt: skip
