# What every target of Nescio shares: one include root, warnings, sanitizers.
function(nescio_target TARGET)
    target_include_directories(${TARGET} PUBLIC ${CMAKE_SOURCE_DIR})
    target_compile_definitions(${TARGET} PRIVATE QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII
        $<$<CONFIG:Release>:NDEBUG>)
    # Designated initialisers leave members to their defaults on purpose; -Wrestrict is GCC 12's bug 105651;
    # -Wsubobject-linkage takes the files of a unity build for headers.
    target_compile_options(${TARGET} PRIVATE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
        -Wno-missing-field-initializers "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-subobject-linkage>"
        $<$<BOOL:${NESCIO_WARNINGS_AS_ERRORS}>:-Werror>)
    if(NESCIO_SANITIZE)
        target_compile_options(${TARGET} PUBLIC -fsanitize=${NESCIO_SANITIZE} -fno-omit-frame-pointer)
        target_link_options(${TARGET} PUBLIC -fsanitize=${NESCIO_SANITIZE})
    endif()
    if(NESCIO_FUZZ)
        target_compile_options(${TARGET} PUBLIC -fsanitize=fuzzer-no-link)
    endif()
endfunction()
