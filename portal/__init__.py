"""The SEND portal: families see, families say, boards learn whether it got better.

This package imports nothing, so that `portal.domain` loads without Flask. The
application factory is `portal.app.create_app`.
"""
