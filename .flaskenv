# Read by the flask command on a developer's machine; the environment of a server wins.
FLASK_APP=wsgi.py
PORTAL_ENVIRONMENT=development
