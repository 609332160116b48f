"""Where a web server and the flask command find the application."""

import os
import sys

from config import SettingError, read_settings
from portal.app import create_app

try:
    app = create_app(read_settings(os.environ))
except SettingError as problem:
    sys.exit(str(problem))
