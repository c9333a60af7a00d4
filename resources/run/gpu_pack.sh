# `./run gpu-check --pack`: fills .carry/ with what a GPU machine without network lacks: headers and libraries of fmt,
# HDF5 and the like, data sets, and the eager PyTorch script that ours is compared with.
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

carry="$root/.carry"
carry_packages=(libfmt-dev libxxhash-dev nlohmann-json3-dev libcli11-dev zlib1g-dev libhdf5-dev libmuparser-dev)

pack_carry() {
    # shellcheck disable=SC2046  # the names are words
    ensure_packages $(needed_packages cli)
    [[ $dry_run == no ]] || { say "would fill $carry"; return; }
    rm -rf "$carry"
    mkdir -p "$carry/lib" "$carry/data"
    pack_headers
    pack_libraries
    while (($#)); do
        [[ $1 == --data ]] || fail "gpu-check --pack takes --data FOLDER."
        need_value "$@"
        cp -rL "$2" "$carry/data/"
        shift 2
    done
    cp "$root/../shared/bench/eager_glow.py" "$carry/" 2>/dev/null || true
    say "$carry is ready: $(du -sh "$carry" | cut -f1)"
}

# The files of the development packages and, for CMake's package files, the libraries by their full names.
carried_files() {
    local file
    dpkg -L "${carry_packages[@]}" | grep -E '^/usr/(include|lib|share)/' |
        grep -vE '\.(a|la|mod|settings)$|/(doc|man|lintian|openmpi)/' |
        while IFS= read -r file; do
            [[ -f $file ]] || continue
            echo "${file#/}"
            [[ $file != *.so ]] || readlink -f "$file" | sed 's#^/##; s#^lib/#usr/lib/#'
        done
}

# Links are followed: what they point to lies elsewhere on the other machine.
pack_headers() {
    carried_files | sort -u | tar -C / -ch --no-recursion -T - | tar -C "$carry" -x
    # Debian keeps its serial HDF5 where only its own compiler wrapper looks.
    local arch
    arch=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
    cp -r "$carry/usr/include/hdf5/serial/." "$carry/usr/include/"
    cp "$carry/usr/lib/$arch/hdf5/serial/libhdf5.so" "$carry/usr/lib/"
    rm -rf "$carry/usr/lib/$arch/hdf5" "$carry/usr/include/hdf5" "$carry/usr/lib/$arch"/libhdf5*
}

# What those libraries load at run time, the C and C++ run-time libraries left to the other machine.
pack_libraries() {
    find "$carry/usr/lib" -name '*.so' -exec ldd {} + | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | sort -u |
        grep -vE '/(libc|libm|libresolv|libdl|librt|libpthread|libgcc_s|libstdc\+\+)\.so' |
        xargs -I{} cp -L {} "$carry/lib/"
    local library name
    while IFS= read -r library; do
        name=$(objdump -p "$library" | awk '$1 == "SONAME" { print $2 }')
        [[ -z $name ]] || cp -L "$library" "$carry/lib/$name"
    done < <(find "$carry/usr/lib" -name '*.so')
}
