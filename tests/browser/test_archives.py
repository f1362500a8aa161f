"""Projects leave as a zip and come back; folders of class folders become projects."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import UPLOADED, Complaints
from tests.browser.scenes import Photos
from tests.browser.server import Server

pytestmark = pytest.mark.serial


@pytest.fixture(scope="module")
def home(page: Page, studio: Server, taught_project: str) -> Page:
    page.goto(studio.address)
    return page


def test_a_project_goes_out_as_a_zip_and_comes_back(
    home: Page, taught_project: str, photos: Photos, tmp_path: Path
) -> None:
    home.get_by_role("button", name=f"More about {taught_project}").click()
    with home.expect_download() as download:
        home.get_by_role("menuitem", name="Download as a zip").click()
    archive = tmp_path / "again.zip"
    download.value.save_as(archive)
    with zipfile.ZipFile(archive) as opened:
        pictures = [name for name in opened.namelist() if name.endswith(".jpg")]
    assert len(pictures) == UPLOADED * len(photos.by_class)

    home.get_by_label("Project as a zip").set_input_files(archive)
    expect(home.get_by_role("navigation", name="Project")).to_be_visible()
    for name in photos.by_class:
        assert steps.count(home, name) == UPLOADED
    steps.wait_until_learned(home)
    home.get_by_role("link", name="All projects").click()


def test_a_folder_of_class_folders_becomes_a_project(
    home: Page, photos: Photos, tmp_path: Path
) -> None:
    folder = tmp_path / "hands"
    for name, paths in photos.by_class.items():
        (folder / name).mkdir(parents=True)
        for path in paths[:4]:
            shutil.copy(path, folder / name / path.name)
    home.get_by_label("Folder of class folders").set_input_files(folder)
    dialog = home.get_by_role("dialog", name="hands")
    dialog.get_by_role("button", name="Make the project").click()
    expect(home.get_by_role("navigation", name="Project")).to_be_visible()
    for name in photos.by_class:
        expect(home.get_by_role("button", name=f"Show the 4 examples of {name}")).to_be_visible()
    home.get_by_role("link", name="All projects").click()


def test_a_file_that_is_no_project_is_refused_in_words(
    home: Page, tmp_path: Path, complaints: Complaints
) -> None:
    complaints.forgive("status of 400")
    archive = tmp_path / "holiday.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("notes.txt", "no project")
    home.get_by_label("Project as a zip").set_input_files(archive)
    dialog = home.get_by_role("dialog", name="Opening holiday.zip")
    expect(dialog.get_by_role("alert")).to_contain_text("project")
    dialog.get_by_role("button", name="Close").last.click()
    expect(home.get_by_role("link", name="Open holiday")).to_have_count(0)


def test_the_model_can_be_kept_and_used_elsewhere(
    home: Page, taught_project: str, photos: Photos, tmp_path: Path
) -> None:
    import understudy

    home.get_by_role("link", name=f"Open {taught_project}", exact=True).click()
    home.get_by_role("button", name="More", exact=True).click()
    with home.expect_download() as download:
        home.get_by_role("menuitem", name="Download model").click()
    download.value.save_as(tmp_path / "mine.understudy")
    model = understudy.load(tmp_path / "mine.understudy")
    name, (path, *_) = next(iter(photos.taught.items()))
    assert model.predict(path).best == name
    home.get_by_role("link", name="All projects").click()
