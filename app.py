"""The Streamlit app: `streamlit run app.py`. The pages are in `ui/pages.py`."""

import streamlit as st
from starlette.middleware import Middleware

from ui.server import Doorkeeper

app = st.App("ui/pages.py", middleware=[Middleware(Doorkeeper)])
