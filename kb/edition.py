"""The edition of Palier itself: what `palier --version`, `/health` and the foot of every page say."""

VERSION = "0.1.0"
BUILD = "1001"
