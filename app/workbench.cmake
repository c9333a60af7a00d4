# The desktop: everything but main() in a library, so that tests drive the real window.
file(GLOB sources CONFIGURE_DEPENDS
    ${CMAKE_CURRENT_LIST_DIR}/*.cpp ${CMAKE_CURRENT_LIST_DIR}/*.h
    ${CMAKE_CURRENT_LIST_DIR}/jobs/*.cpp ${CMAKE_CURRENT_LIST_DIR}/jobs/*.h
    ${CMAKE_CURRENT_LIST_DIR}/controllers/*.cpp ${CMAKE_CURRENT_LIST_DIR}/controllers/*.h
    ${CMAKE_CURRENT_LIST_DIR}/models/*.cpp ${CMAKE_CURRENT_LIST_DIR}/models/*.h
    ${CMAKE_CURRENT_LIST_DIR}/dialogs/*.cpp ${CMAKE_CURRENT_LIST_DIR}/dialogs/*.h
    ${CMAKE_CURRENT_LIST_DIR}/pages/*.cpp ${CMAKE_CURRENT_LIST_DIR}/pages/*.h)
list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
add_library(nescio_workbench STATIC ${sources})
set_target_properties(nescio_workbench PROPERTIES AUTOMOC ON)
nescio_target(nescio_workbench)
# Fields left out of a designated initialiser have their defaults; that is what they are for.
target_compile_options(nescio_workbench PRIVATE -Wno-missing-field-initializers)
target_link_libraries(nescio_workbench PUBLIC nescio_widgets nescio_core PRIVATE Qt6::Svg)

add_executable(nescio ${CMAKE_CURRENT_LIST_DIR}/main.cpp)
nescio_target(nescio)
target_compile_definitions(nescio PRIVATE NESCIO_VERSION="${PROJECT_VERSION}")
target_link_libraries(nescio PRIVATE nescio_workbench)
install(TARGETS nescio RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
