# One image for every service; docker-compose.yml says which command each one runs.
FROM node:26-bookworm-slim
ENV NODE_ENV=production
WORKDIR /arbiter
# Dependencies first: they change less often than the sources.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
COPY packages/kernel/package.json packages/kernel/
COPY packages/server/package.json packages/server/
COPY packages/testkit/package.json packages/testkit/
COPY packages/launcher/package.json packages/launcher/
COPY subgraphs/registry/package.json subgraphs/registry/
COPY subgraphs/audit/package.json subgraphs/audit/
COPY subgraphs/tournaments/package.json subgraphs/tournaments/
COPY subgraphs/xai/package.json subgraphs/xai/
COPY gateway/package.json gateway/
COPY sdk/package.json sdk/
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --prod
COPY schema schema
COPY packages packages
COPY subgraphs subgraphs
COPY gateway gateway
RUN mkdir /data && chown node:node /data
USER node
ENV ARBITER_DATA_DIR=/data
CMD ["node", "packages/launcher/src/main.ts"]
