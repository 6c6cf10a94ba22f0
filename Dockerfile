# maillon in a container, from the folder that `make wheelhouse` filled on the same kind of machine and with the same Python:
# nothing is fetched while it is built. docs/offline.md says how it is run, with a root that nobody can write to.
ARG PYTHON=3.13
FROM python:${PYTHON}-slim

COPY build/wheelhouse /wheelhouse
# The folder holds one version of everything, and nothing else is asked: that is the pin.
# hadolint ignore=DL3013
RUN --network=none python -m pip install --no-cache-dir --no-index --find-links /wheelhouse 'maillon[engine,explore,mcp]' \
    && rm -r /wheelhouse \
    && useradd --create-home --uid 10001 maillon \
    && install --directory --owner maillon /data

USER 10001
WORKDIR /data
ENV MAILLON_STORE=/data/store PYTHONDONTWRITEBYTECODE=1
VOLUME /data
ENTRYPOINT ["maillon"]
CMD ["--help"]
