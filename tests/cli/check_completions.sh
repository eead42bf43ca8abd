#!/bin/sh
# What the shells complete: check_completions.sh FOLDER, where the completions are. bash, and those of fish and zsh that
# are installed.
set -eu
folder=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-completion.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir 'my offers'
touch offer.json 'my offers/one.json'

cat >wanted <<'WANTED'
offercast r: run
offercast run --pa: --partial --paths
offercast run --sampler l: lhs
offercast run --format=h: html
offercast run --color : always auto never
offercast run --set compensation.offer.s: compensation.offer.salary compensation.offer.signing
offercast sweep --vary grants.0.pe: grants.0.percent
offercast run --stat net_advantage.p_p: net_advantage.p_positive
offercast schema --keep: 
offercast run --paths : 
offercast schema : 
offercast run of: offer.json
offercast run offer.json --keep of: offer.json
WANTED
sed 's/: [^:]*$//' wanted >lines

cat >ask.bash <<'BASH'
source "$1/offercast"
while IFS= read -r line; do
    read -ra COMP_WORDS <<<"${line//=/ = }"
    [[ $line == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _offercast offercast
    echo "$line: $(printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' ' | sed 's/ $//')"
done <lines
COMP_WORDS=(offercast run my) COMP_CWORD=2
_offercast offercast
[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == 'my offers' ]] || echo "a name with a space: ${COMPREPLY[*]}"
BASH
bash --norc ask.bash "$folder" >bash.is
diff -u wanted bash.is

if command -v fish >/dev/null 2>&1; then
    cat >ask.fish <<'FISH'
source $argv[1]/offercast.fish
for line in (cat lines)
    set -l found (complete -C$line | string split -f1 \t | string replace -r '^--[a-z-]+=' '' | sort)
    echo "$line: $found"
end
FISH
    HOME=$work fish --no-config ask.fish "$folder" >fish.is
    diff -u wanted fish.is
fi

if command -v zsh >/dev/null 2>&1; then
    zsh -n "$folder/_offercast"
    cat >ask.zsh <<'ZSH'
# A shell of its own on a pseudo-terminal; what it makes of a line and a tab is read back with print -z's like, ZLE.
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "PS1=; stty rows 40 cols 200; unsetopt zle_bracketed_paste; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w shell 'show() { print -r -- "<$BUFFER>" >>seen; zle kill-whole-line; }; zle -N show; bindkey "^X" show; bindkey "^I" complete-word; print -r -- ready >>seen'
for try in {1..100}; do [[ -s seen ]] && break; sleep 0.1; done
for line in 'offercast r' 'offercast run --pa' 'offercast run --sampler l' 'offercast run --format=h' 'offercast run of'; do
    before=$(wc -l <seen)
    zpty -n -w shell "$line"$'\t\x18'
    for try in {1..100}; do (($(wc -l <seen) > before)) && break; zpty -r -t shell rest; sleep 0.05; done
done
zpty -d shell
ZSH
    HOME=$work zsh -f ask.zsh "$folder"
    cat >zsh.wanted <<'WANTED'
ready
<offercast run >
<offercast run --paths=>
<offercast run --sampler lhs >
<offercast run --format=html >
<offercast run offer.json >
WANTED
    diff -u zsh.wanted seen
fi
