# One image for web, worker and migration; which one it is, --role says.

FROM node:20-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM dependencies AS generated
COPY prisma ./prisma
COPY prisma.config.ts tsconfig.json ./
RUN PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npx prisma generate

FROM node:20-bookworm-slim
# The system's Chromium makes the documents; its security updates come with the distribution.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends chromium-headless-shell fontconfig ca-certificates \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production TZ=UTC HOST=0.0.0.0 PORT=8080 ANCHA_DATA=/var/lib/ancha XDG_CACHE_HOME=/var/cache
WORKDIR /app
COPY --from=generated /app/node_modules ./node_modules
COPY . .
COPY --from=generated /app/prisma/generated ./prisma/generated
RUN mkdir -p /var/lib/ancha /var/cache/ancha && chown node:node /var/lib/ancha /var/cache/ancha
USER node
EXPOSE 8080
ENTRYPOINT ["node", "--require", "tsx/cjs", "runtime/start.ts"]
CMD ["--role", "web"]
