"""Deleting, moving, trimming and splitting; what is undone of it is in test_trash.py."""

import pytest

from tests.project import clips, sounds
from tests.project.small import check, record, take_id
from tests.project.sounds import SHORT, bursts, create, flac
from understudy.errors import DataError
from understudy.project.records import Cut
from understudy.project.store import Project


@pytest.fixture
def taught(project) -> Project:
    rock, paper = project.add_class("rock"), project.add_class("paper")
    record(project, rock.id, take_id(1))
    record(project, rock.id, take_id(2))
    record(project, paper.id, take_id(3))
    return project


def test_deleting_a_take(taught) -> None:
    taught.delete_take(take_id(1))
    assert take_id(1) not in taught.takes
    assert taught.undo() == "Deleted a take of 3 examples of rock"
    assert taught.take_count(take_id(1)) == 3


def test_moved_examples_are_a_new_take_for_each_they_came_from(taught) -> None:
    rock, paper = taught.classes
    ids = [f"{take_id(1)}-0", f"{take_id(1)}-2", f"{take_id(2)}-1", f"{take_id(3)}-0"]
    taught.move_examples(ids, paper.id)
    assert (taught.count(rock.id), taught.count(paper.id)) == (3, 6)
    new = {t: r for t, r in taught.takes.items() if t not in map(take_id, (1, 2, 3))}
    assert {record.class_id for record in new.values()} == {paper.id}
    assert sorted(taught.take_count(take) for take in new) == [1, 2]
    started = {taught.takes[take_id(n)].started for n in (1, 2)}
    assert {record.started for record in new.values()} == started
    check(taught)
    assert taught.undo() == "Moved 3 examples of rock to paper"
    assert taught.take_count(take_id(1)) == 3


def test_splitting_takes(taught) -> None:
    taught.set_apart([take_id(1), take_id(2), "gone"])
    assert [taught.takes[take_id(n)].apart for n in (1, 2, 3)] == [True, True, False]
    taught.set_apart([take_id(1), take_id(3)], apart=False)
    assert not taught.takes[take_id(1)].apart
    assert taught.undo() == "Joined a take with others again"
    assert taught.undo() == "Split 2 takes from others"
    assert not any(record.apart for record in taught.takes.values())


@pytest.fixture
def heard(tmp_path):
    with create(tmp_path / "sounds") as opened:
        clap, _ = opened.add_class("clap"), opened.add_class("noise", role="background")
        sounds.record(opened, clap.id, take_id(1), bursts(0.5, 1.5, 2.5, seconds=4))
        sounds.record(opened, clap.id, take_id(2), bursts(1))
        yield opened


def numbers(project: Project, take: str) -> list[int]:
    return [one.number for one in project.examples() if one.take == take]


def test_deleting_some_examples_of_a_recording_leaves_it(heard) -> None:
    before, path = sounds.state(heard), heard.recording(take_id(1))
    first, second, third = numbers(heard, take_id(1))
    heard.delete_examples([f"{take_id(1)}-{second}", "gone"])
    assert numbers(heard, take_id(1)) == [first, third]
    heard.delete_examples([f"{take_id(1)}-{first}"])
    assert numbers(heard, take_id(1)) == [third]
    assert (path.exists(), heard.count(heard.classes[0].id)) == (True, 2)
    sounds.check(heard)
    heard.close()
    with Project.open(heard.folder) as again:
        assert numbers(again, take_id(1)) == [third]
        changes = []
        again.subscribe(changes.append)
        assert again.undo() == "Deleted 1 example of clap"
        assert [one.number for one in changes[-1].added] == [first]
        assert changes[-1].class_ids == {again.classes[0].id}
        again.undo()
        assert sounds.state(again) == before


def test_deleting_all_examples_of_a_recording_deletes_it(heard) -> None:
    before, path = sounds.state(heard), heard.recording(take_id(1))
    first, *others = [f"{take_id(1)}-{number}" for number in numbers(heard, take_id(1))]
    heard.delete_examples([first])
    heard.delete_examples([*others, f"{take_id(2)}-{numbers(heard, take_id(2))[0]}"])
    assert not heard.takes
    assert not path.exists()
    assert heard.trash_bytes() > 0
    with pytest.raises(DataError, match="no recording"):
        heard.recording(take_id(1))
    sounds.check(heard)
    assert heard.undo() == "Deleted 3 examples of clap"
    assert len(numbers(heard, take_id(1))) == 2
    heard.undo()
    assert sounds.state(heard) == before
    sounds.check(heard)


def test_deleting_a_recording(heard) -> None:
    heard.delete_take(take_id(1))
    assert list(heard.takes) == [take_id(2)]
    assert heard.undo() == "Deleted a recording of clap"
    heard.delete_take("gone")
    assert heard.next_undo == "Recorded 1 example of clap"
    sounds.check(heard)


def test_whole_recordings_are_moved_with_what_was_done_to_them(heard) -> None:
    before, noise = sounds.state(heard), heard.classes[1]
    clap = heard.classes[0]
    heard.trim_take(take_id(1), 0, 3.25)
    heard.delete_examples([f"{take_id(1)}-{numbers(heard, take_id(1))[0]}"])
    edited = sounds.state(heard)
    changes = []
    heard.subscribe(changes.append)
    heard.move_examples([one.id for one in heard.examples()[1:]], noise.id)
    assert (heard.count(clap.id), len(heard.takes)) == (0, 2)
    assert {record.class_id for record in heard.takes.values()} == {noise.id}
    [trimmed] = [take for take in heard.takes if heard.trim(take)]
    assert heard.trim(trimmed) == (0, 3.25)
    assert numbers(heard, trimmed) == [1000, 1500, 2000, 2500]  # 500 was nearest to the deleted
    assert {one.id for one in changes[-1].added} == {one.id for one in heard.examples()}
    sounds.check(heard)
    assert heard.undo() == "Moved 2 recordings to noise"
    assert sounds.state(heard) == edited
    heard.move_examples([f"{take_id(2)}-{numbers(heard, take_id(2))[0]}"], noise.id)
    assert heard.undo() == "Moved a recording to noise"
    heard.undo()
    heard.undo()
    assert sounds.state(heard) == before
    sounds.check(heard)


def test_a_file_keeps_its_suffix_when_it_is_moved(heard) -> None:
    clap, noise = heard.classes
    taken = heard.add_recording(clap.id, flac(1), "A.FLAC")
    heard.move_examples([f"{taken.id}-{numbers(heard, taken.id)[0]}"], noise.id)
    [moved] = [take for take, record in heard.takes.items() if record.name == "A.FLAC"]
    assert heard.recording(moved).name == f"{moved}.flac"


def test_trimming(heard) -> None:
    before = sounds.state(heard)
    first, second, third = numbers(heard, take_id(1))
    heard.trim_take(take_id(1), 1, 4)
    assert heard.trim(take_id(1)) == (1, 4)
    assert numbers(heard, take_id(1)) == [second, third]
    heard.trim_take(take_id(1), 1, 2.2)
    assert numbers(heard, take_id(1)) == [second]
    revision = heard.revision
    heard.trim_take(take_id(1), 1, 2.2)
    assert heard.revision == revision
    sounds.check(heard)
    heard.trim_take(take_id(1), 0, 9)
    assert (heard.trim(take_id(1)), sounds.state(heard)) == (None, before)
    for _ in range(3):
        assert heard.undo() == "Trimmed a recording of clap"
    assert (sounds.state(heard), numbers(heard, take_id(1))[0]) == (before, first)


def test_what_is_trimmed_away_may_be_all_there_is_to_hear(heard) -> None:
    heard.trim_take(take_id(2), 0, 0.5)
    assert numbers(heard, take_id(2)) == []
    assert take_id(2) in heard.takes
    sounds.check(heard)
    heard.trim_take(take_id(2), 0, 2)
    assert len(numbers(heard, take_id(2))) == 1


@pytest.mark.parametrize(("start", "end"), [(2, 1), (-1, 2), (5, 6), (1, 1), (float("nan"), 2)])
def test_a_trim_that_is_none(heard, start: float, end: float) -> None:
    with pytest.raises(DataError, match=r"is 4\.00 seconds long and can't be trimmed"):
        heard.trim_take(take_id(1), start, end)
    with pytest.raises(DataError, match="no recording"):
        heard.trim_take("gone", 0, 1)


def test_examples_follow_the_role_of_their_class(heard) -> None:
    before, clap = sounds.state(heard), heard.classes[0]
    changes = []
    heard.subscribe(changes.append)
    heard.change_class(clap.id, role="background")
    assert numbers(heard, take_id(1)) == [500, 1000, 1500, 2000, 2500, 3000, 3500]
    assert set(changes[-1].added) == set(heard.examples())
    sounds.check(heard)
    assert heard.undo() == "Changed clap"
    assert sounds.state(heard) == before
    heard.redo()
    assert len(numbers(heard, take_id(1))) == 7


def test_another_cut_cuts_all_anew_and_what_was_deleted_stays_so(heard) -> None:
    before, revision = sounds.state(heard), heard.revision
    words = heard.cut
    second = numbers(heard, take_id(1))[1]
    heard.delete_examples([f"{take_id(1)}-{second}"])
    changes = []
    heard.subscribe(changes.append)
    heard.set_backbone("sound-short", SHORT)
    assert (heard.backbone, heard.cut) == ("sound-short", SHORT)
    short = numbers(heard, take_id(1))
    assert len(short) > 3
    assert min(abs(number - second) for number in short) >= 25
    assert {one.take for one in changes[-1].added} == {take_id(1), take_id(2)}
    assert heard.revision > revision
    sounds.check(heard)
    heard.close()
    with Project.open(heard.folder) as again:
        assert again.cut == SHORT
        assert numbers(again, take_id(1)) == short
        again.set_backbone("sound", words)
        again.undo()
        assert sounds.state(again) == before
        again.set_backbone("sound")
        assert again.cut == words


@pytest.fixture
def waved(tmp_path):
    with clips.create(tmp_path / "clips") as opened:
        wave, _ = opened.add_class("wave"), opened.add_class("other", role="background")
        clips.record(opened, wave.id, take_id(1), clips.WAVES)
        clips.record(opened, wave.id, take_id(2), clips.WAVE)
        yield opened


def test_clips_are_edited_as_recordings_are(waved) -> None:
    before = sounds.state(waved)
    wave, other = waved.classes
    first, second = numbers(waved, take_id(1))
    waved.trim_take(take_id(1), 0, 7)
    waved.trim_take(take_id(1), 4, 7)
    assert numbers(waved, take_id(1)) == [second]
    assert waved.undo() == "Trimmed a clip of wave"
    waved.delete_examples([f"{take_id(1)}-{first}"])
    assert (numbers(waved, take_id(1)), waved.take_count(take_id(1))) == ([second], 1)
    waved.delete_examples([f"{take_id(2)}-{numbers(waved, take_id(2))[0]}"])
    assert take_id(2) not in waved.takes  # that was all of it
    waved.undo()
    edited = sounds.state(waved)
    waved.move_examples([one.id for one in waved.examples()], other.id)
    assert (waved.count(wave.id), len(waved.takes)) == (0, 2)
    [moved] = [take for take in waved.takes if waved.trim(take) == (0, 7)]
    assert waved.recording(moved).name == f"{moved}.mkv"
    cut = numbers(waved, moved)  # the one nearest to the deleted is gone
    assert len(cut) == 7
    assert min(abs(number - first) for number in cut) >= 375
    sounds.check(waved)
    assert waved.undo() == "Moved 2 clips to other"
    assert sounds.state(waved) == edited
    waved.delete_take(take_id(1))
    assert waved.undo() == "Deleted a clip of wave"
    waved.undo()
    waved.undo()
    assert sounds.state(waved) == before
    with pytest.raises(DataError, match=r"The clip is 8\.00 seconds long and can't be trimmed"):
        waved.trim_take(take_id(1), 3, 2)


def test_a_class_that_becomes_background_is_cut_everywhere(waved) -> None:
    before, wave = sounds.state(waved), waved.classes[0]
    waved.change_class(wave.id, role="background")
    assert numbers(waved, take_id(1)) == list(range(750, 7251, 750))
    assert numbers(waved, take_id(2)) == [750]
    sounds.check(waved)
    assert waved.undo() == "Changed wave"
    assert sounds.state(waved) == before
    waved.redo()
    assert len(numbers(waved, take_id(1))) == 9
    waved.close()
    with Project.open(waved.folder) as again:
        assert numbers(again, take_id(1)) == list(range(750, 7251, 750))


def test_another_cut_of_clips(waved) -> None:
    waved.change_class(waved.classes[0].id, role="background")
    waved.set_backbone("actions-hands", Cut(1.5, 0.25))
    assert numbers(waved, take_id(1)) == list(range(750, 7251, 250))
    sounds.check(waved)
