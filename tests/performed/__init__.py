"""Actions performed for tests and benchmarks: hands and figures that move through rooms.

    cutouts, rooms ─▶ camera (motion blur, noise) ─▶ hands, figures: labelled clips
    moves: where a hand is, by time                  streams: minutes of them, with what is nothing

With the development photos (UNDERSTUDY_DATA, or the sibling `../shared/data`) hands and rooms are
real; without them they are drawn. The same seed gives the same pictures.
"""
