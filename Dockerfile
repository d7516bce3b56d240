# One image for web, worker and migration; which one it is, --role says. It holds compiled JavaScript: no sources, no
# transpiler, no Prisma CLI, no test tools.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional are a browser (the system's is taken) and the compiler by which workflows are bundled (that is done). Of
# Temporal's core only the binary of this machine is kept.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  && cd node_modules/@temporalio/core-bridge \
  && find releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} + \
  && rm -r sdk-core

FROM node:24-slim
# The system's Chromium makes the documents; its security updates come with the distribution.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends chromium-headless-shell fontconfig ca-certificates \
  && rm -rf /var/lib/apt/lists/*
# Two arenas: one for each of the native threads only holds memory that nobody uses. Told how far it may grow, a heap that
# lives on 200 MB is collected before it has doubled.
ENV MALLOC_ARENA_MAX=2 NODE_OPTIONS=--max-old-space-size=512 NODE_ENV=production TZ=UTC HOST=0.0.0.0 PORT=8080 ANCHA_DATA=/var/lib/ancha XDG_CACHE_HOME=/var/cache
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
RUN mkdir -p /var/lib/ancha /var/cache/ancha && chown node:node /var/lib/ancha /var/cache/ancha \
  && ln -s /app/dist/cli/ancha.js /usr/local/bin/ancha
USER node
EXPOSE 8080
ENTRYPOINT ["node", "dist/runtime/start.js"]
CMD ["--role", "web"]
