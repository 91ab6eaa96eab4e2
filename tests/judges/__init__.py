"""Outside judges over the built site: ``make judge``, or ``python -m tests.judges [NAME...]``.

Programs that nobody here wrote – an HTML checker, an accessibility checker, a link checker,
grammars, parsers and programs of subscribers – look at the site of the real archive and at sites
of invented ones. Each must first catch what is wrong in a fixture of its own, in the same run.
"""

import sys
from pathlib import Path

# The rules of the tests of the site are modules of their folder, as pytest has it.
sys.path.append(str(Path(__file__).parents[1] / "site"))
