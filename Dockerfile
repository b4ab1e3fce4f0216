# The product: one image, one process tree, one volume with everything worth keeping.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY app app
COPY schema schema
COPY graph graph
COPY mappings mappings
RUN pip install --no-cache-dir --prefix=/install .

FROM python:3.12-slim
COPY --from=build /install /usr/local
RUN useradd --system --uid 10001 --create-home catalograph && install -d -o catalograph /data
USER catalograph
WORKDIR /data
VOLUME /data
ENV CATALOGRAPH_STORE=sqlite:////data/catalograph.sqlite \
    CATALOGRAPH_HOST=0.0.0.0 \
    CATALOGRAPH_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"CATALOGRAPH_PORT\"]}/health', timeout=2)"]
ENTRYPOINT ["catalograph"]
CMD ["serve"]
