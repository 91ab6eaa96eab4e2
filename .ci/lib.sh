# Shared by the scripts of this folder and by `make help`: sourced, never run. POSIX sh.

# The reader's language. The C locale names no language, so it does not hide a later LANG=ru.
lang=en
for locale in "${ARCHIVE_LANG:-}" "${LC_ALL:-}" "${LC_MESSAGES:-}" "${LANG:-}"; do
    case $locale in
        '' | C | C.* | POSIX) ;;
        ru*) lang=ru && break ;;
        *) break ;;
    esac
done

# say ENGLISH RUSSIAN: progress, in the reader's language; stdout stays free for results.
say() {
    if [ "$lang" = ru ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

# fail ENGLISH RUSSIAN: a failure is told in both, as a log is often read by someone else.
fail() {
    printf '\n%s\n\n%s\n' "$1" "$2" >&2
    exit 1
}

# logged NAME COMMAND...: runs quietly; what it printed stays in build/NAME.log.
logged() {
    log=build/$1.log
    shift
    mkdir -p build
    "$@" >"$log" 2>&1 </dev/null
}

# why NAME: the end of that log.
why() { tail -n 15 "build/$1.log" >&2 || true; }

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_run() {
    # A third-party source that cannot be reached must not stop us: the install decides.
    apt-get update || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@"
}

apt_install() {
    say "Installing with apt-get: $*" "Устанавливаю через apt-get: $*"
    logged apt apt_run "$@" || { why apt && return 1; }
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

has_venv() { "$1" -c 'import ensurepip, ssl, venv, zlib' >/dev/null 2>&1; }

# pick_python: sets PYTHON to one that is new enough, if there is any. One that was asked
# for by name (make PYTHON=...) is never replaced by another.
pick_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        new_enough "$candidate" && PYTHON=$candidate && return
    done
    return 1
}

found_python() { "${PYTHON:-python3}" --version 2>/dev/null; }

# need_python: like pick_python, and its venv module works; else mends that or stops.
need_python() {
    if ! command -v "${PYTHON:-python3}" >/dev/null 2>&1 && [ -z "${PYTHON:-}" ] && can_apt; then
        apt_install python3 python3-venv || true
    fi
    pick_python || fail \
        "Python 3.11 or later is needed; found: $(found_python || echo nothing).
On Debian 12 or later and Ubuntu 24.04 or later:
    sudo apt-get install python3 python3-venv
If a newer Python is installed under another name: make PYTHON=python3.13 ..." \
        "Нужен Python 3.11 или новее; найдено: $(found_python || echo ничего).
В Debian 12 и новее, Ubuntu 24.04 и новее:
    sudo apt-get install python3 python3-venv
Если новый Python установлен под другим именем: make PYTHON=python3.13 ..."
    has_venv "$PYTHON" && return
    # Debian keeps these modules in a package of their own, named after the interpreter.
    package=$(basename "$PYTHON")-venv
    if can_apt; then apt_install "$package" && has_venv "$PYTHON" && return; fi
    fail \
        "$PYTHON cannot make virtual environments: its venv or ensurepip module is missing.
On Debian and Ubuntu:
    sudo apt-get install $package" \
        "$PYTHON не умеет создавать виртуальные окружения: нет модуля venv или ensurepip.
В Debian и Ubuntu:
    sudo apt-get install $package"
}
