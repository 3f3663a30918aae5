"""The API: the same questions, the same permissions and the same words as the pages.

OpenAPI describes it at ``/api/v1/openapi.json``. Programs send ``Authorization: Bearer KEY``; without a
key they see what a stranger sees. Every answer is what the board or the ledger holds, with small counts
withheld as everywhere.
"""

from concord.web.api.anticipating import router as ahead
from concord.web.api.calls import api
from concord.web.api.conduct import router as conduct
from concord.web.api.corrections import router as corrections
from concord.web.api.exports import router as exports
from concord.web.api.meetings import router as meetings
from concord.web.api.sites import router as sites
from concord.web.api.standing import router as standing

__all__ = ["api"]

api.add_router("/ahead", ahead)

api.add_router("", standing)

api.add_router("/sites", sites)

api.add_router("", meetings)

api.add_router("", conduct)

api.add_router("", corrections)

api.add_router("", exports)
