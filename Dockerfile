FROM python:3.11-slim AS build
WORKDIR /app
RUN python -m venv /venv
# All that others wrote, in a layer of its own: it changes seldom.
COPY pyproject.toml README.md LICENSE ./
RUN mkdir bot && touch bot/__init__.py && /venv/bin/pip install --no-cache-dir -e '.[postgres]'
COPY bot bot
COPY templates templates
RUN /venv/bin/python -m compileall -q bot && /venv/bin/python -m bot words compile

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home tutorbot && install -d -o tutorbot -g tutorbot -m 700 /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
# A new volume begins with these courses; afterwards they are the school's own.
COPY --chown=tutorbot:tutorbot content /data/content
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8080 \
    DATABASE_URL=sqlite:////data/tutorbot.db \
    CONTENT_DIR=/data/content
USER tutorbot
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s \
    CMD ["python", "-c", "import os, sys; from http.client import HTTPConnection as Here; \
here = Here('127.0.0.1', int(os.environ['PORT']), timeout=12); here.request('GET', '/healthz'); \
sys.exit(here.getresponse().status != 200)"]
CMD ["python", "-m", "bot", "run"]
