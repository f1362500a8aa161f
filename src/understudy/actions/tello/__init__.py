"""A Tello drone, flown through its UDP interface, with everything that keeps it safe."""

from understudy.actions.tello.drone import Drone
from understudy.actions.tello.rules import MOVES, Move, Report

__all__ = ["MOVES", "Drone", "Move", "Report"]
