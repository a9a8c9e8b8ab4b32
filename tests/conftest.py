"""How hypothesis runs here: no time limit, for timings are the benchmark's, and the same examples in each run.

Look for new examples with `script/test --hypothesis-profile=search`.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("batao", settings.get_profile("search"), derandomize=True)
settings.load_profile("batao")
