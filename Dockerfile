# syntax=docker/dockerfile:1
FROM node:24-bookworm AS build
WORKDIR /app
COPY . .
# the build needs the development packages, the image does not
RUN npm ci && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production ITC_HOST=0.0.0.0 ITC_DATA_DIR=/data ITC_SANDBOX=off
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=root:root /app/recipes/templates ./recipes/templates
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/v1/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=8", "dist/connector/cli/itc.js"]
CMD ["serve"]
