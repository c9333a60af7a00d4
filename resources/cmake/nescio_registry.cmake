# Registers one kind a file: every FOLDER/<id>.cpp defines `nescio::<SPACE>::<id>::kind()`, and a generated,
# alphabetical list calls them all. Adding a kind is adding its file; nothing else names it.
#   nescio_registry(nescio_flows FOLDER kinds SPACE flows TYPE BijectionKind HEADER core/flows/bijection.h
#                   LIST bijectionKinds)
# defines `const std::vector<BijectionKind>& bijectionKinds()`, which HEADER declares. EXCEPT leaves out kinds
# whose library is not there.
function(nescio_registry TARGET)
    cmake_parse_arguments(ARG "" "FOLDER;SPACE;TYPE;HEADER;LIST" "EXCEPT" ${ARGN})
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_FOLDER}/*.cpp)
    foreach(id ${ARG_EXCEPT})
        list(REMOVE_ITEM files ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_FOLDER}/${id}.cpp)
    endforeach()
    list(SORT files)
    set(declarations "")
    set(calls "")
    foreach(file ${files})
        get_filename_component(id ${file} NAME_WE)
        string(APPEND declarations "namespace ${ARG_SPACE}::${id} { ${ARG_TYPE} kind(); }\n")
        string(APPEND calls "        ${ARG_SPACE}::${id}::kind(),\n")
    endforeach()
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${ARG_LIST}.cpp)
    file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Generated from the files of ${ARG_FOLDER}/.
#include \"${ARG_HEADER}\"
namespace nescio {
${declarations}
const std::vector<${ARG_TYPE}>& ${ARG_LIST}() {
    static const std::vector<${ARG_TYPE}> kinds{
${calls}    };
    return kinds;
}
}  // namespace nescio
")
    target_sources(${TARGET} PRIVATE ${output} ${files})
endfunction()
