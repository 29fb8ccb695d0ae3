# The command numaboot in an image: as a member of a cluster (its health check is for that), or for one run.
#   docker build -t numaboot .
#   docker run --rm numaboot run two-socket
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source

# What a restore reads comes first: this layer is made anew only when a project or a version changes. Every project lies
# in a folder of its own name.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Directory.Build.props src/*/*.csproj src/
RUN for project in src/*.csproj; do \
      folder="${project%.csproj}" && mkdir "$folder" && mv "$project" "$folder/" || exit 1; \
    done \
 && dotnet restore src/NumaBoot.Cli --use-current-runtime -p:PublishReadyToRun=true

COPY README.md ./
COPY src src
COPY docs docs
# For this platform, so that most is compiled beforehand. The analyzers speak where the tests run, not here.
RUN dotnet publish src/NumaBoot.Cli -c Release -o /app --no-restore --use-current-runtime --self-contained false \
      -p:PublishReadyToRun=true -p:UseAppHost=false -p:PublishDocumentationFiles=false \
      -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# No diagnostic socket and no files of the runtime's own: the root file system may be read-only, without a /tmp.
ENV DOTNET_EnableDiagnostics=0 \
    NUMABOOT_Member__HealthPort=8080
WORKDIR /app
COPY --from=build /app ./
COPY --chmod=755 tools/make-certificates /usr/local/bin/make-certificates

# A number, so that Kubernetes can see that it is not root; the official images call this user app.
USER 1654:1654
EXPOSE 4053 8080
STOPSIGNAL SIGTERM

# Healthy is ready: Up in the cluster. Bash asks, since the image holds no curl and a .NET process every few seconds
# would cost more than the member's own heartbeats.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/$NUMABOOT_Member__HealthPort && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["dotnet", "/app/numaboot.dll"]
CMD ["--help"]
