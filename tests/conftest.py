"""Settings of all tests: Hypothesis profiles without deadlines, since machines are shared.

``HYPOTHESIS_PROFILE=ci`` (set by ``.ci/run``) tries more examples and always the same ones.
"""

import os

from hypothesis import settings

settings.register_profile("fast", deadline=None, max_examples=40)
settings.register_profile("ci", deadline=None, max_examples=80, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
