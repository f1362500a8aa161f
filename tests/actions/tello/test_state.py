from __future__ import annotations

from understudy.actions.tello.state import State, read_state


def test_battery_and_height_are_read_from_a_line_of_state() -> None:
    line = (
        b"pitch:0;roll:0;yaw:0;vgx:0;templ:60;tof:10;h:60;bat:87;baro:1.2;time:3;agz:-999.00;\r\n"
    )
    assert read_state(line) == State(battery=87, height=60)


def test_what_is_no_state_is_nothing() -> None:
    for data in (b"", b"ok", b"bat:87;", b"h:x;bat:87;", b"h:1;bat:101;", b"\xff\xfe;:;h:;"):
        assert read_state(data) is None
