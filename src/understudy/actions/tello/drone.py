"""Flying a Tello: what may be done when, and what lands it whatever happens."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import replace

from understudy.actions.tello.landing import TRIES, land
from understudy.actions.tello.link import ADDRESS, REPLY_SECONDS, STATE_PORT, Link, NoReply
from understudy.actions.tello.rules import LOW_BATTERY, MOVES, Move, Report, Status, refusal
from understudy.errors import Cancelled, UnderstudyError

TAKEOFF_SECONDS = 20.0
"""Within which taking off is answered."""
KEEP_ALIVE_SECONDS = 5.0
"""After which something is sent, since it lands by itself after 15 of silence."""
LOST_SECONDS = 2.0
"""Without any word of it, which comes ten times a second, it is lost."""
PATIENCE_SECONDS = 3.0
"""Without any word of who flies it, it is landed."""
GUARD_SECONDS = 0.1
HOVER = "rc 0 0 0 0"


class Drone:
    """A Tello that flies only when armed, and lands when anything is lost; for any thread.

    It is landed by `stop` and `close`, by a low battery, when nothing is heard of it any
    more, and when `watched` and nobody says `alive` for three seconds. If this program is killed,
    it lands by itself after 15 seconds of silence.

    Parameters
    ----------
    address, state_port
        Where its commands go, and where its state comes in.
    watched
        Whether somebody has to say `alive` all the time while it is armed.
    """

    def __init__(
        self,
        address: tuple[str, int] = ADDRESS,
        state_port: int = STATE_PORT,
        *,
        watched: bool = False,
    ) -> None:
        self._address, self._state_port = address, state_port
        self._watched = watched
        self._changed = threading.Condition()
        self._status: Status = "off"
        self._sentence = "Not connected."
        self._move: Move | None = None
        self._after: Status = "ready"  # landing
        self._alive = 0.0
        self._rising_until = 0.0  # at the latest, after a takeoff without an answer yet
        self._link: Link | None = None
        self._closing = False
        self._threads: list[threading.Thread] = []
        self._connecting = threading.Lock()

    @property
    def report(self) -> Report:
        """How it is."""
        with self._changed:
            return self._report()

    # What a person does

    def connect(self) -> Report:
        """Get in touch; it does not fly yet.

        Raises
        ------
        UnderstudyError
            It does not answer.
        """
        with self._connecting:
            if self._link is not None:
                return self.report
            link = Link(self._address, self._state_port)
            try:
                if link.ask("command") != "ok":
                    raise UnderstudyError(
                        "The drone did not say ok. Switch it off and on, and connect again."
                    )
            except UnderstudyError:
                link.close()
                raise
            with self._changed:
                self._link, self._closing, self._move = link, False, None
                self._set("ready", "Connected. Arm it when everybody is clear of it.")
            self._threads = [
                threading.Thread(target=work, name=f"tello {work.__name__}", daemon=True)
                for work in (self._fly, self._guard)
            ]
            for thread in self._threads:
                thread.start()
        return self.report

    def arm(self) -> Report:
        """Let it take off from now on.

        Raises
        ------
        UnderstudyError
            It is not connected, or its battery is too low.
        """
        with self._changed:
            status: Status = "off" if self._status == "off" else "armed"
            refused = refusal("takeoff", replace(self._report(), status=status))
            if refused is not None:
                raise UnderstudyError(refused)
            if self._status == "ready":
                self._alive = time.monotonic()
                self._set("armed", "Armed: it flies when it is told to.")
            return self._report()

    def stop(self, sentence: str = "Stopped.") -> Report:
        """Land it now, whatever it is doing, and disarm it."""
        with self._changed:
            self._move, self._after = None, "ready"
            if self._link is None:
                return self._report()
            if self._status in ("taking-off", "flying"):
                self._link.interrupt()
            elif self._status != "landing":  # on the ground as far as is known, or it may yet hear
                self._link.tell("land")
            if self._status in ("ready", "armed"):
                self._set("ready", sentence)
            elif self._status != "lost":  # that stays so: nothing else may keep it awake
                self._set("landing", f"{sentence} It is landing.")
            return self._report()

    def alive(self) -> None:
        """Say that who flies it is still there."""
        self._alive = time.monotonic()

    def ask(self, move: Move) -> None:
        """Have something done soon; what was asked for before and not begun is forgotten.

        Raises
        ------
        UnderstudyError
            There is no such move, it may not be done now, and why.
        """
        with self._changed:
            refused = refusal(move, self._report())
            if refused is not None:
                raise UnderstudyError(refused)
            if move == "land":
                if self._status in ("landing", "lost"):
                    return  # it was told to, whatever it is after that
                self._after = "armed"
                if self._link is not None:
                    self._link.interrupt()  # landing waits for nothing
            self._move = move
            self._changed.notify_all()

    def close(self) -> None:
        """Land it if it flies, and let go of it."""
        self.stop("Let go of.")
        with self._connecting:
            self._closing = True
            with self._changed:
                self._changed.notify_all()
            for thread in self._threads:
                thread.join()
            link, self._link = self._link, None
            if link is not None:
                link.close()
            with self._changed:
                self._status, self._sentence = "off", "Not connected."

    # What keeps it safe

    def _guard(self) -> None:
        """Look after it while it is connected."""
        link = self._link
        assert link is not None
        while not self._closing:
            time.sleep(GUARD_SECONDS)
            with self._changed:
                report = self._report()
            status, battery = report.status, report.battery
            in_hand = status in ("armed", "taking-off", "flying")
            gone = time.monotonic() - self._alive > PATIENCE_SECONDS
            if not self._threads[0].is_alive():
                link.tell("land")  # by an error nobody flies it any more
            elif in_hand and self._watched and gone:
                self.stop("Nobody was watching it any more.")
            elif status in ("taking-off", "flying") and not report.heard:
                self._lost(link)
            elif status == "flying" and battery is not None and battery < LOW_BATTERY:
                self.stop(f"Its battery is down to {battery} %.")
            elif status == "ready" and not report.stands:
                continue  # found in the air, by a program that was started anew: it soon lands
            elif status != "lost" and link.idle > KEEP_ALIVE_SECONDS:
                link.tell(HOVER if status == "flying" else "battery?")

    def _lost(self, link: Link) -> None:
        """Tell it to land, though it may not hear; then be silent, so that it lands by itself."""
        with self._changed:
            self._move, self._after = None, "ready"
            self._set(
                "lost",
                "Nothing is heard of the drone. It was told to land, and lands by itself after 15 "
                "seconds without a word.",
            )
            link.interrupt()
        for _ in range(TRIES):
            link.tell("land")

    def _fly(self) -> None:
        """Do what is asked for, one thing after the other."""
        link = self._link
        assert link is not None
        while True:
            with self._changed:
                while not (self._move or self._closing or self._status in ("landing", "lost")):
                    self._changed.wait()
                move, self._move = self._move, None
                landing, lost = self._status == "landing", self._status == "lost"
                if not (move or landing or lost):
                    return
                if move != "land" and not landing and not lost:
                    link.resume()
            if landing or (move == "land" and not lost):
                self._land(link)
            elif lost:
                self._await_news()
            elif move is not None:
                with suppress(Cancelled):  # by what lands it
                    self._do(link, move)

    def _do(self, link: Link, move: Move) -> None:
        if move == "takeoff":
            with self._changed:
                if self._status != "armed":
                    return
                self._set("taking-off", "Taking off.")
            self._rising_until = time.monotonic() + TAKEOFF_SECONDS
        try:
            seconds = TAKEOFF_SECONDS if move == "takeoff" else REPLY_SECONDS
            reply = link.ask(MOVES[move], seconds)
        except NoReply as error:
            reply = str(error)
        self._rising_until = 0.0
        with self._changed:
            if self._status not in ("taking-off", "flying"):
                return
            if reply == "ok":
                self._set("flying", "Flying." if move == "takeoff" else "Flipped.")
            elif move == "takeoff" and reply.startswith("error") and self._report().stands:
                self._set("armed", f"It did not take off: {reply}.")
            else:  # it may well be in the air
                self._set("flying", f"It answered to {move}: {reply}")

    def _land(self, link: Link) -> None:
        """Land until it says so, or its state does."""
        with self._changed:
            link.resume()
            if self._status in ("ready", "armed"):  # on the ground as far as is known
                link.tell("land")
                return
            self._status = "landing"
        if not land(link, self._rising_until, lambda: self.report.stands):
            self._lost(link)
            return
        with self._changed:
            landed = "Landed." if self._after == "armed" else f"{self._sentence} It has landed."
            self._set(self._after, landed)

    def _await_news(self) -> None:
        """Wait until it is heard of again, and then land it."""
        while not self._closing:
            with self._changed:
                if self._report().heard:
                    self._set("landing", "The drone is heard of again. It is landing.")
                    return
            time.sleep(GUARD_SECONDS)
        self._status = "ready"

    def _set(self, status: Status, sentence: str) -> None:
        self._status, self._sentence = status, sentence
        self._changed.notify_all()

    def _report(self) -> Report:
        link = self._link
        if link is None:
            return Report(self._status, self._sentence)
        state, heard = link.state, link.silence < LOST_SECONDS
        if state is None:
            return Report(self._status, self._sentence, heard=heard)
        return Report(self._status, self._sentence, state.battery, state.height, heard)
