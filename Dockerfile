# docker build --tag manifest-migrator .
# docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/work" manifest-migrator plan --repos konnectors.txt
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish src/ManifestMigrator --use-current-runtime --self-contained false --output /app

# Ubuntu 24.04: libgit2 1.7 is used where the feed of the build had no native package.
FROM mcr.microsoft.com/dotnet/runtime:10.0-noble
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates git libgit2-1.7 openssh-client \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /opt/manifest-migrator
RUN ln -s /opt/manifest-migrator/manifest-migrator /usr/local/bin/manifest-migrator
# Whoever it is run as can write there.
ENV HOME=/tmp
WORKDIR /work
ENTRYPOINT ["manifest-migrator"]
