#!/usr/bin/env bash
# Runs tests which start PostgreSQL in containers (Testcontainers), also on a machine without a running
# Docker engine and without an image registry.
#
#   .ci/containers.sh                      the project's default Maven command, see below
#   .ci/containers.sh -- COMMAND [ARG...]  any other command
#
#   1. Uses the Docker engine that answers. Where none does, starts one of its own: as root, with Debian's
#      docker.io package, state in a temporary directory, private mount and process namespaces, a bridge of
#      its own, no firewall rules; ports are published on 127.0.0.1 only. It is gone afterwards.
#   2. Uses the stock postgres images where they can be pulled, else builds images from Debian's packages
#      (kept as tarballs in the cache) and imports them as local/postgres:MAJOR.
#   3. Runs the command with PG_IMAGE (such as local/postgres:%s), PG_VERSIONS (such as 15,17,18) and the
#      environment that Testcontainers needs, and checks that the command really started a container of
#      every one of these versions.
#
# Exit codes: the command's own; 1 if the command passed without a container of some version;
# 77 with a line "SKIPPED: ..." if there is no engine or no image to be had; 124 on a time-out.
#
# Settings (environment):
#   CONTAINERS_VERSIONS    majors to use, comma-separated (default: 14,15,16,17,18, or those Debian has)
#   CONTAINERS_TESTS       what the default command runs (default: *IT)
#   CONTAINERS_EXCLUDED    the tags of tests that it leaves out (default: long)
#   CONTAINERS_CACHE       where built tarballs are kept, 320 MB for three (default: ~/.cache/reverse-etl-ci)
#   CONTAINERS_CACHE_DAYS  age at which a tarball is built anew, for minor releases (default: 14)
#   CONTAINERS_TIMEOUT     limit for the command in seconds (default: 1800)
#   CONTAINERS_STOCK       no: don't try to pull (default: yes)
#   DEBIAN_MIRROR, DEBIAN_SECURITY_MIRROR
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${CONTAINERS_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/reverse-etl-ci}
cache_days=${CONTAINERS_CACHE_DAYS:-14}
command_limit=${CONTAINERS_TIMEOUT:-1800}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
security_mirror=${DEBIAN_SECURITY_MIRROR:-http://deb.debian.org/debian-security}
wanted=${CONTAINERS_VERSIONS:-}

[ "${1:-}" != -- ] || shift
command=("$@")

docker=docker
tmp='' engine_pid='' bridge='' command_pid='' events_pid=''
images=()

say() { printf '[containers +%ss] %s\n' "$SECONDS" "$*" >&2; }
skip() {
  printf 'SKIPPED: %s\n' "$*"
  exit 77
}
dk() { # LIMIT ARG...: docker with a limit in seconds
  local limit=$1
  shift
  timeout -k 5 "$limit" "$docker" "$@"
}
have() { command -v "$1" > /dev/null 2>&1; }

# Unpacked file systems live in memory where there is plenty: many small files, thrown away at the end.
in_memory=
if [ "$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo 2> /dev/null)" -ge 8 ] 2> /dev/null; then
  in_memory=1
fi

# ---------------------------------------------------------------- packages
apt_updated=
install_packages() { # installs what is named; 1 if that cannot be done
  [ "$(id -u)" = 0 ] && have apt-get || return 1
  local opts=(-q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 -o Acquire::http::Timeout=20)
  export DEBIAN_FRONTEND=noninteractive
  if [ -z "$apt_updated" ]; then
    timeout -k 5 120 apt-get "${opts[@]}" update > "$tmp/apt.log" 2>&1 || say 'apt-get update failed; going on with the old lists'
    apt_updated=1
  fi
  say "installing $*"
  if ! timeout -k 10 300 apt-get "${opts[@]}" install -y --no-install-recommends "$@" >> "$tmp/apt.log" 2>&1; then
    tail -n 5 "$tmp/apt.log" >&2
    return 1
  fi
}

# ---------------------------------------------------------------- the engine
engine_answers() { dk 15 version --format '{{.Server.Version}}' > /dev/null 2>&1; }

# Runs as the first process of the engine's own mount and process namespaces.
launch_engine() { # CONTROL-GROUP DATA-ROOT DOCKERD-ARG...
  local group=$1 data=$2 pid
  shift 2
  mkdir -p "$data"
  [ -z "$in_memory" ] || mount -t tmpfs -o mode=711,size=60% tmpfs "$data"
  # Whatever is written to /run by Docker, containerd and its shims (their sockets' place is fixed) stays private.
  mkdir "$data/../run"
  mount --bind /run "$data/../run"
  mount -t tmpfs -o mode=755 tmpfs /run
  if [ -d "$data/../run/systemd/resolve" ]; then # resolv.conf may lead there
    mkdir -p /run/systemd/resolve
    mount --bind "$data/../run/systemd/resolve" /run/systemd/resolve
  fi
  umount "$data/../run"
  [ ! -d /etc/docker ] || mount -t tmpfs -o mode=755 tmpfs /etc/docker # version 20 writes a key there
  if [ ! -e /sys/fs/cgroup/cgroup.controllers ] && ! grep -q '^[^ ]* /sys/fs/cgroup/[^ ]* cgroup ' /proc/mounts; then
    # No control groups are mounted: mount version 1 where the kernel offers its controllers, else version 2.
    local name id n on
    mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup
    while read -r name id n on; do
      case $name in \#*) continue ;; esac
      [ "$on" = 1 ] || continue
      mkdir "/sys/fs/cgroup/$name"
      mount -t cgroup -o "$name" cgroup "/sys/fs/cgroup/$name" || rmdir "/sys/fs/cgroup/$name"
    done < /proc/cgroups
    if [ -z "$(ls /sys/fs/cgroup)" ]; then
      umount /sys/fs/cgroup
      mount -t cgroup2 cgroup2 /sys/fs/cgroup
    fi
  fi
  trap : TERM # it reaches dockerd too, which then stops
  dockerd --data-root="$data" --cgroup-parent="/$group" "$@" &
  pid=$!
  while kill -0 "$pid" 2> /dev/null; do wait "$pid" || true; done
  if kill -KILL -1 2> /dev/null; then sleep 0.2; fi # whatever else runs in this process namespace
  find /sys/fs/cgroup -depth -type d -path "*/$group*" -exec rmdir {} \; 2> /dev/null || true
}

start_engine() { # DOCKERD-ARG...
  local i n
  rm -rf "$tmp/engine"
  mkdir -p "$tmp/engine"

  bridge=pgci$$
  for ((i = 0; i < 50; i++)); do
    n=$(((($$ + i) % 254) + 1))
    ip -4 -o addr show | grep -qF " 10.213.$n." || ip -4 route show | grep -qF "10.213.$n." || break
  done
  if ! ip link add "$bridge" type bridge 2> "$tmp/engine.log"; then
    bridge=
    return 1
  fi
  ip addr add "10.213.$n.1/24" dev "$bridge"
  ip link set "$bridge" up

  echo '{}' > "$tmp/engine/daemon.json"
  unset DOCKER_HOST DOCKER_CONTEXT DOCKER_TLS DOCKER_TLS_VERIFY DOCKER_CERT_PATH
  # Ports are forwarded by docker-proxy, a plain process: no iptables rule, no change of ip_forward.
  setsid unshare --mount --pid --fork --kill-child=SIGKILL --mount-proc \
    bash -c "in_memory=$in_memory; $(declare -f launch_engine); set -e; launch_engine \"\$@\"" launch "$bridge" "$tmp/engine/data" \
    --exec-root="$tmp/engine/exec" --pidfile="$tmp/engine/pid" \
    --host="unix://$tmp/engine/docker.sock" --group="$(id -gn)" --config-file="$tmp/engine/daemon.json" \
    --bridge="$bridge" --ip=127.0.0.1 \
    --iptables=false --ip6tables=false --ip-masq=false --ip-forward=false --userland-proxy=true \
    --exec-opt native.cgroupdriver=cgroupfs "$@" \
    > "$tmp/engine.log" 2>&1 < /dev/null &
  engine_pid=$!
  export DOCKER_HOST=unix://$tmp/engine/docker.sock
  for ((i = 0; i < 120; i++)); do
    kill -0 "$engine_pid" 2> /dev/null || return 1
    if [ -S "$tmp/engine/docker.sock" ] && engine_answers; then
      return 0
    fi
    sleep 0.25
  done
  return 1
}

stop_engine() {
  local i ids
  if [ -n "$engine_pid" ]; then
    if kill -0 "$engine_pid" 2> /dev/null; then
      ids=$(dk 10 ps -aq 2> /dev/null) || ids=
      # shellcheck disable=SC2086
      [ -z "$ids" ] || dk 30 rm -fv $ids > /dev/null 2>&1 || true
      dk 10 network prune -f > /dev/null 2>&1 || true
      kill -TERM -- "-$engine_pid" 2> /dev/null || true
      for ((i = 0; i < 75; i++)); do
        kill -0 "$engine_pid" 2> /dev/null || break
        sleep 0.2
      done
      kill -KILL -- "-$engine_pid" 2> /dev/null || true
    fi
    wait "$engine_pid" 2> /dev/null || true
    engine_pid=
    unset DOCKER_HOST
  fi
  if [ -n "$bridge" ]; then
    ip link del "$bridge" 2> /dev/null || true
    find /sys/fs/cgroup -depth -type d -path "*/$bridge*" -exec rmdir {} \; 2> /dev/null || true
    bridge=
  fi
  [ -z "$tmp" ] || rm -rf "$tmp/engine"
}

# ---------------------------------------------------------------- images
suite_of() {
  case $1 in
    15) echo bookworm ;;
    17) echo trixie ;;
    18) echo forky ;;
    *) return 1 ;;
  esac
}

build_tree() { # MAJOR FILE: a root file system with PostgreSQL's server, from Debian's packages
  local major=$1 file=$2 suite key sources
  suite=$(suite_of "$major")
  key=/usr/share/keyrings/debian-archive-keyring.gpg
  sources=("deb [signed-by=$key] $mirror $suite main")
  case $suite in
    forky)
      # Debian testing: some mirrors serve an older state of it than its Release file is valid for.
      # The signature is checked all the same.
      sources=("deb [signed-by=$key check-valid-until=no] $mirror $suite main")
      ;;
    *) sources+=("deb [signed-by=$key] $security_mirror $suite-security main") ;;
  esac

  # Locale and postgresql.conf.sample are as in the stock image.
  mkdir -p "$tmp/build-$major"
  TMPDIR=$tmp/build-$major sh -c 'echo $$ > "$TMPDIR.pid"; exec "$@"' sh timeout -k 5 420 \
    unshare --mount --pid --fork --kill-child=SIGKILL --mount-proc \
    sh -ec '[ -z "$0" ] || mount -t tmpfs -o mode=755,size=25% tmpfs "$TMPDIR"; exec "$@"' "$in_memory" \
    mmdebstrap --variant=essential --include="postgresql-$major,locales" \
    --aptopt='Acquire::Retries "2"' --aptopt='Acquire::http::Timeout "20"' \
    --dpkgopt=force-unsafe-io --dpkgopt=path-exclude=/usr/share/man/* --dpkgopt=path-exclude=/usr/share/doc/* \
    --dpkgopt=path-exclude=/usr/share/locale/* \
    --essential-hook='mkdir -p "$1/etc/postgresql-common" && echo "create_main_cluster = false" > "$1/etc/postgresql-common/createcluster.conf"' \
    --customize-hook='chroot "$1" localedef -i en_US -c -f UTF-8 en_US.UTF-8' \
    --customize-hook="sed -ri \"s/^#?(listen_addresses)\\s*=.*/\\1 = '*'/\" \"\$1/usr/share/postgresql/$major/postgresql.conf.sample\"" \
    --customize-hook='rm -rf "$1"/var/lib/postgresql/*/main "$1"/var/log/* "$1"/var/cache/debconf/*-old' \
    "$suite" - "${sources[@]}" 2> "$tmp/build-$major.log" | zstd -q -T0 -3 -o "$file"
}

tree_file() { # MAJOR: the name of its tarball, which changes with the recipe
  local recipe
  recipe=$( (declare -f build_tree suite_of; echo "$mirror") | sha256sum | cut -c1-12)
  echo "$cache/postgres-$1-$(suite_of "$1")-$(uname -m)-$recipe.tar.zst"
}

ensure_tree() { # MAJOR
  local file part
  file=$(tree_file "$1")
  exec 9> "$cache/.lock-$1" # a run beside this one builds the same: let one of them do it
  flock -w 450 9 || true
  if [ -s "$file" ] && [ -z "$(find "$file" -mtime "+$cache_days")" ]; then
    return 0
  fi
  part=$tmp/tree-$1
  if build_tree "$1" "$part"; then
    rm -f "$tmp/build-$1.pid"
    find "$cache" -maxdepth 1 -name "postgres-$1-*" -delete
    mv "$part" "$file.$$" && mv "$file.$$" "$file"
    say "built the file system of PostgreSQL $1"
  elif rm -f "$tmp/build-$1.pid" && [ -s "$file" ]; then
    say "PostgreSQL $1 could not be built anew; using the old one"
  else
    say "PostgreSQL $1 could not be built:"
    grep -E '^(E|Err|Error)\b|Could not|Unable' "$tmp/build-$1.log" | head -n 5 | cut -c1-200 >&2 || true
    return 1
  fi
}

import_tree() { # MAJOR
  local major=$1 root=$tmp/import-$1
  mkdir -p "$root/usr/local/bin" "$root/docker-entrypoint-initdb.d"
  install -m 0755 "$here/postgres-image/docker-entrypoint.sh" "$root/usr/local/bin/docker-entrypoint.sh"
  # The entry point goes in front of the tarball: an archive less its end mark, which is 1024 bytes.
  {
    tar -C "$root" --owner=0 --group=0 -b 1 -c usr/local/bin/docker-entrypoint.sh docker-entrypoint-initdb.d | head -c -1024
    zstd -q -dc "$(tree_file "$major")"
  } | dk 120 import \
    --change "ENV PATH=/usr/lib/postgresql/$major/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    --change "ENV PG_MAJOR=$major" --change 'ENV LANG=en_US.utf8' --change 'ENV PGDATA=/var/lib/postgresql/data' \
    --change 'EXPOSE 5432' --change 'ENTRYPOINT ["docker-entrypoint.sh"]' --change 'CMD ["postgres"]' \
    - "local/postgres:$major" > /dev/null || {
    say "the file system of PostgreSQL $major could not be imported; it is built anew the next time"
    rm -f "$(tree_file "$major")"
    return 1
  }
  images+=("local/postgres:$major")
}

pull_stock() { # sets PG_IMAGE and PG_VERSIONS if stock images are to be had
  local v got=() missing=()
  for v in ${wanted//,/ }; do
    if ! dk 10 image inspect "postgres:$v" > /dev/null 2>&1; then missing+=("$v"); fi
  done
  if [ ${#missing[@]} -gt 0 ]; then
    if ! dk 20 pull -q hello-world > /dev/null 2> "$tmp/pull.log"; then
      say "no image can be pulled: $(tail -n 1 "$tmp/pull.log" | cut -c1-150)"
      return 1
    fi
    dk 10 image rm hello-world > /dev/null 2>&1 || true
  fi
  for v in ${wanted//,/ }; do
    if dk 10 image inspect "postgres:$v" > /dev/null 2>&1 || dk 300 pull -q "postgres:$v" > /dev/null; then
      got+=("$v")
    else
      say "NOT COVERED: postgres:$v could not be pulled"
    fi
  done
  [ ${#got[@]} -gt 0 ] || return 1
  PG_IMAGE=postgres:%s
  PG_VERSIONS=$(IFS=,; echo "${got[*]}")
}

build_trees() { # builds what is not in the cache, side by side; sets `built`
  local v pids=() majors=()
  built=()
  for v in ${wanted//,/ }; do
    if ! suite_of "$v" > /dev/null; then
      say "NOT COVERED: PostgreSQL $v (none of Debian's releases in use here has it)"
      continue
    fi
    majors+=("$v")
  done
  for v in ${majors[@]+"${majors[@]}"}; do
    if [ ! -s "$(tree_file "$v")" ] || [ -n "$(find "$(tree_file "$v")" -mtime "+$cache_days")" ]; then
      have mmdebstrap && have zstd && [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] \
        || install_packages mmdebstrap zstd debian-archive-keyring || true
      break
    fi
  done
  for v in ${majors[@]+"${majors[@]}"}; do
    ensure_tree "$v" &
    pids+=("$!")
  done
  for v in ${majors[@]+"${majors[@]}"}; do
    if wait "${pids[0]}"; then built+=("$v"); else say "NOT COVERED: PostgreSQL $v"; fi
    pids=("${pids[@]:1}")
  done
  [ ${#built[@]} -gt 0 ]
}

probe_engine() { # IMAGE: a container runs, and its published port answers
  local id port i
  if ! id=$(dk 60 run -d -p 127.0.0.1::5432 -e POSTGRES_PASSWORD=probe "$1" 2> "$tmp/probe.log"); then
    cat "$tmp/probe.log" >&2
    return 1
  fi
  port=$(dk 10 port "$id" 5432/tcp | head -n 1 | sed 's/.*://')
  for ((i = 0; i < 120; i++)); do
    # An SSLRequest; the server itself answers with one letter, N or S.
    if [ "$(timeout 2 bash -c "exec 3<> /dev/tcp/127.0.0.1/$port && printf '\\0\\0\\0\\x08\\x04\\xd2\\x16\\x2f' >&3 && head -c 1 <&3" 2> /dev/null)" = N ]; then
      dk 20 rm -fv "$id" > /dev/null
      return 0
    fi
    sleep 0.25
  done
  dk 10 logs "$id" 2>&1 | tail -n 20 >&2 || true
  dk 20 rm -fv "$id" > /dev/null || true
  return 1
}

# ---------------------------------------------------------------- the end
cleanup() {
  local code=$? i
  trap - EXIT
  trap '' INT TERM HUP
  set +e
  if [ -n "$command_pid" ] && kill -0 "$command_pid" 2> /dev/null; then
    kill -TERM "$command_pid"
    wait "$command_pid" 2> /dev/null
  fi
  [ -z "$events_pid" ] || kill "$events_pid" 2> /dev/null
  for i in "$tmp"/build-*.pid; do
    [ ! -e "$i" ] || kill -TERM "$(cat "$i")" 2> /dev/null
  done
  if [ -n "$engine_pid$bridge" ]; then
    stop_engine
    say 'the engine is stopped'
  else
    # On an engine that was there before: only the images imported here, and containers made from them.
    for i in ${images[@]+"${images[@]}"}; do
      dk 20 ps -aq --filter "ancestor=$i" | xargs -r timeout 30 "$docker" rm -fv > /dev/null 2>&1
      dk 20 image rm "$i" > /dev/null 2>&1
    done
  fi
  [ -z "$tmp" ] || rm -rf "$tmp"
  exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ================================================================ 1. engine
tmp=$(mktemp -d "${TMPDIR:-/tmp}/pgci.XXXXXX")
mkdir -p "$cache"

own=
if have docker && engine_answers; then
  say "using the Docker engine that runs here ($(dk 15 version --format '{{.Server.Version}}'))"
else
  [ "$(uname -s)" = Linux ] || skip 'no container engine can be started here (no Docker engine answers)'
  [ "$(id -u)" = 0 ] || skip 'no container engine can be started here (no Docker engine answers, and only root can start one)'
  missing=()
  have dockerd || missing+=(docker.io)
  have ip || missing+=(iproute2)
  if [ ${#missing[@]} -gt 0 ]; then
    install_packages "${missing[@]}" || skip "no container engine can be started here (${missing[*]} could not be installed)"
  fi
  have dockerd || skip 'no container engine can be started here (no dockerd)'
  [ ! -x /usr/bin/docker ] || docker=/usr/bin/docker # the client that belongs to the package's engine
  have "$docker" || install_packages docker-cli || skip 'no container engine can be started here (no Docker client)'
  own=1
fi

own_engine() { # ATTEMPT
  local started
  case $1 in
    1) start_engine && started=1 || started= ;;
    2) start_engine --storage-driver=vfs && started=1 || started= ;;
  esac
  if [ -z "$started" ]; then
    say "attempt $1 to start an engine failed:"
    tail -n 5 "$tmp/engine.log" >&2 || true
    reason=$(grep -v '^$' "$tmp/engine.log" | tail -n 1 | sed -E 's/.*(msg|error)="?//' | cut -c1-200)
    stop_engine
    return 1
  fi
  say "started an engine of our own ($(dk 15 version --format '{{.Server.Version}}'), $(dk 15 info --format '{{.Driver}}'))"
}

attempt=1
reason=
if [ -n "$own" ] && ! own_engine 1; then
  attempt=2
  own_engine 2 || skip "no container engine can be started here ($reason)"
fi

# ================================================================ 2. images
stock=
explicit=$wanted
wanted=${explicit:-14,15,16,17,18}
if [ "${CONTAINERS_STOCK:-yes}" != no ] && pull_stock; then
  stock=1
  probe=${PG_IMAGE/\%s/${PG_VERSIONS%%,*}}
else
  wanted=${explicit:-15,17,18}
  build_trees || skip 'no PostgreSQL image can be pulled or built here'
  for v in "${built[@]}"; do import_tree "$v"; done
  PG_IMAGE=local/postgres:%s
  PG_VERSIONS=$(IFS=,; echo "${built[*]}")
  probe=local/postgres:${built[0]}
fi

if [ -n "$own" ] && ! probe_engine "$probe"; then
  say "no container with a published port works on attempt $attempt"
  stop_engine
  if [ "$attempt" != 1 ] || [ -n "$stock" ] || ! own_engine 2; then
    skip 'no container engine can be started here (containers or their published ports do not work)'
  fi
  for v in "${built[@]}"; do import_tree "$v"; done
  probe_engine "$probe" || skip 'no container engine can be started here (containers or their published ports do not work)'
fi
say "images: $PG_IMAGE with $PG_VERSIONS"

# ================================================================ 3. the command
export PG_IMAGE PG_VERSIONS
if [ -z "${DOCKER_HOST:-}" ]; then
  DOCKER_HOST=$(dk 10 context inspect --format '{{.Endpoints.docker.Host}}' 2> /dev/null || echo unix:///var/run/docker.sock)
  export DOCKER_HOST
fi
export TESTCONTAINERS_CHECKS_DISABLE=true
if [ -z "$stock" ]; then
  # Ryuk and the probe image would have to be pulled.
  export TESTCONTAINERS_RYUK_DISABLED=true
  export TESTCONTAINERS_TINYIMAGE_CONTAINER_IMAGE=$probe
fi
if [ -n "$own" ]; then
  export TESTCONTAINERS_RYUK_DISABLED=true
  export TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
fi
if [ ${#command[@]} -eq 0 ]; then
  cd "$here/.."
  # The integration tests alone: what needs no server has been tested already.
  command=(mvn -B -ntp -q verify -pl core -Dpg.source=testcontainers "-Dpg.image=$PG_IMAGE" "-Dpg.versions=$PG_VERSIONS"
    -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false "-Dit.test=${CONTAINERS_TESTS:-*IT}" "-Dtests.excluded=${CONTAINERS_EXCLUDED:-long}"
    -Dmaven.javadoc.skip=true -Dmaven.source.skip=true -Dspotless.check.skip=true -Derrorprone.argument=-Xlint)
fi

"$docker" events --filter type=container --filter event=start --format '{{.From}}' > "$tmp/started" 2> /dev/null &
events_pid=$!
sleep 0.5
say "running: ${command[*]}"
start=$SECONDS
timeout -k 30 "$command_limit" "${command[@]}" &
command_pid=$!
code=0
wait "$command_pid" || code=$?
command_pid=
say "the command ended with $code after $((SECONDS - start)) s; $start s went before it"
[ "$code" != 124 ] || say "it had not ended within $command_limit s"

sleep 0.5
for v in ${PG_VERSIONS//,/ }; do
  n=$(grep -cxF "${PG_IMAGE/\%s/$v}" "$tmp/started" || true)
  say "PostgreSQL $v: $n container(s) started"
  if [ "$n" = 0 ] && [ "$code" = 0 ]; then
    say "FAILED: the command passed without a container of PostgreSQL $v"
    code=1
  fi
done
exit "$code"
