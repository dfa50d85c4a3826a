FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 ALMPO_HOME=/data
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY almpo almpo
RUN pip install --no-cache-dir --no-deps -r requirements.lock \
    && pip install --no-cache-dir --no-deps . \
    && useradd --create-home --uid 1000 almpo \
    && mkdir /data && chown almpo /data
USER almpo
VOLUME /data
EXPOSE 8420
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8420/healthz')"]
CMD ["almpo", "serve", "--host", "0.0.0.0"]
