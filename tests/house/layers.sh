#!/bin/sh
# What computes takes memory from the arena alone, and neither reads nor prints: layers.sh LIBRARY...
#
# The objects of each LIBRARY call no allocator, no stdio, nothing that ends the program and nothing of the environment.
# layers_may.txt lists, with the reason, the object and the function that are let through.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
for library in "$@"; do
    nm -A -u "$library" 2>/dev/null
done | awk -v list="$here/layers_may.txt" '
    BEGIN {
        while ((getline line <list) > 0) if (line !~ /^#/) { split(line, word, " "); may[word[1] " " word[2]] = 1 }
        names = "malloc calloc realloc reallocarray free aligned_alloc posix_memalign strdup strndup asprintf vasprintf alloca " \
            "mmap stdin stdout stderr fopen fopen64 fdopen fclose fread fwrite fputs fputc puts putc putchar printf vprintf " \
            "fprintf vfprintf dprintf sprintf vsprintf fscanf scanf getc fgetc fgets getline getchar perror fflush fseek ftell " \
            "open open64 read write close getenv secure_getenv setlocale exit _exit abort quick_exit atexit signal sigaction raise"
        count = split(names, name, " ")
        for (i = 1; i <= count; i++) not_[name[i]] = 1
    }
    {
        object = $1; sub(/:$/, "", object); sub(/.*:/, "", object); sub(/\.o$/, "", object)
        called = $NF; sub(/@.*/, "", called); sub(/^__isoc99_/, "", called)
        # What _FORTIFY_SOURCE makes of a call.
        if (called ~ /^__.*_chk$/) { sub(/^__/, "", called); sub(/_chk$/, "", called) }
        if (!(called in not_)) next
        if ((object " " called) in may) met[object " " called] = 1
        else { print object " calls " called ": no memory but the arena'"'"'s, no input, no output here"; bad = 1 }
    }
    END {
        for (pair in may) if (!(pair in met)) { print list ": nothing makes use of " pair ": take it off"; bad = 1 }
        exit bad
    }'
