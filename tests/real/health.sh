# Sourced by the parts that start members: how their health is asked for, from within their containers.

# answers WORD CONTAINER CHECK...: whether each health check (startup, live, ready) answers with that status.
answers() {
  local status=$1 container=$2 what
  shift 2
  for what in "$@"; do
    podman exec "$container" bash -c "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/$what HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3" 2>/dev/null |
      grep -q "^HTTP/1.. $status " || return 1
  done
}

# all_answer STATUS CHECK CONTAINER...: the same of several containers.
all_answer() {
  local status=$1 what=$2 container
  shift 2
  for container in "$@"; do
    answers "$status" "$container" "$what" || return 1
  done
}

# cannot_write CONTAINER FOLDER...: whether these folders refuse a file.
cannot_write() {
  local container=$1 folder
  shift
  for folder in "$@"; do
    says "Read-only file system" podman exec "$container" touch "$folder/written" || return 1
  done
}

# is_nobody CONTAINER: whether its processes run as user 1654 without any capability.
is_nobody() {
  says "1654" podman exec "$1" id -u && says "CapEff:	0000000000000000" podman exec "$1" cat /proc/1/status
}
