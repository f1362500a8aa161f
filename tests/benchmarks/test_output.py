import json

from benchmarks.output import Report, markdown_table


def test_a_report_is_written_for_people_and_for_programs(tmp_path, capsys):
    report = Report("speed", "How fast is it?")
    report.table("Frames", ["what", "ms"], [["ours", 1.23456], ["bare", None]], "Medians.")
    report.check("ours against bare", 1.2, "at most 1.5", True)
    report.check("memory, GB", 2.0, "under 1.5", False)
    report.write(tmp_path)

    facts = json.loads((tmp_path / "speed.json").read_text(encoding="utf-8"))
    assert facts["tables"][0]["rows"] == [["ours", 1.23456], ["bare", None]]
    assert [check["passed"] for check in facts["checks"]] == [True, False]
    assert facts["machine"]["cores"] >= 1
    assert facts["versions"]["numpy"]

    text = (tmp_path / "speed.md").read_text(encoding="utf-8")
    assert text.startswith("# How fast is it?\n")
    assert "| ours | 1.235 |" in text
    assert "| memory, GB " in text
    assert "**no**" in text
    assert "MISSED memory, GB: 2 (under 1.5)" in capsys.readouterr().out


def test_a_table_is_aligned():
    table = {"title": "T", "columns": ["a", "long"], "rows": [["wide cell", 7]]}
    lines = markdown_table(table).splitlines()
    assert lines[0] == "## T"
    assert len({len(line) for line in lines[2:]}) == 1
