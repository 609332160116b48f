"""Where a web server and the flask command find the application."""

import os
import sys

from config import SettingError, read_settings
from portal.app import create_app

# On this exit code gunicorn stops for good; on any other it starts one worker after another.
STOP_FOR_GOOD = 3

try:
    app = create_app(read_settings(os.environ))
except SettingError as problem:
    print(problem, file=sys.stderr)
    sys.exit(STOP_FOR_GOOD)
