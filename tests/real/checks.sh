# Sourced by every part: how a check is made and counted, and how long a thing may take.

# Each check is one line "passed NAME" or "failed NAME" of this file.
: "${CHECKS:?a file for the outcome of the checks}"

# check NAME COMMAND...: the command must succeed; tells whether it did.
check() {
  local name=$1
  shift
  if "$@"; then
    echo "passed $name" | tee -a "$CHECKS"
  else
    echo "failed $name" | tee -a "$CHECKS"
    return 1
  fi
}

# refuse NAME COMMAND...: the command must fail.
refuse() {
  local name=$1
  shift
  check "$name" not "$@"
}

not() {
  ! "$@"
}

# within SECONDS COMMAND...: the command must succeed once in that time; it is tried every second.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@" 2>/dev/null; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "not within the time: $*" >&2
      return 1
    fi
    sleep 1
  done
}

# says TEXT COMMAND...: what the command prints, on either stream, must hold the text.
says() {
  local text=$1 said
  shift
  said=$("$@" 2>&1)
  if ! grep -qF -- "$text" <<<"$said"; then
    printf 'expected "%s" in what %s said, found:\n%s\n' "$text" "$*" "$(tail -n 20 <<<"$said")" >&2
    return 1
  fi
}
