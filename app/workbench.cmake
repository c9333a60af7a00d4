# The desktop: everything but main() in a library, so that tests drive the real window.
file(GLOB sources CONFIGURE_DEPENDS
    ${CMAKE_CURRENT_LIST_DIR}/*.cpp ${CMAKE_CURRENT_LIST_DIR}/*.h
    ${CMAKE_CURRENT_LIST_DIR}/jobs/*.cpp ${CMAKE_CURRENT_LIST_DIR}/jobs/*.h
    ${CMAKE_CURRENT_LIST_DIR}/controllers/*.cpp ${CMAKE_CURRENT_LIST_DIR}/controllers/*.h
    ${CMAKE_CURRENT_LIST_DIR}/models/*.cpp ${CMAKE_CURRENT_LIST_DIR}/models/*.h
    ${CMAKE_CURRENT_LIST_DIR}/dialogs/*.cpp ${CMAKE_CURRENT_LIST_DIR}/dialogs/*.h
    ${CMAKE_CURRENT_LIST_DIR}/pages/*.cpp ${CMAKE_CURRENT_LIST_DIR}/pages/*.h
    ${CMAKE_CURRENT_LIST_DIR}/pages/*/*.cpp ${CMAKE_CURRENT_LIST_DIR}/pages/*/*.h)
list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
add_library(nescio_workbench STATIC ${sources})
set_target_properties(nescio_workbench PROPERTIES AUTOMOC ON)
nescio_target(nescio_workbench)
target_precompile_headers(nescio_workbench REUSE_FROM nescio_qt_pch)
target_link_libraries(nescio_workbench PUBLIC nescio_widgets nescio_core PRIVATE Qt6::Svg)

add_executable(nescio ${CMAKE_CURRENT_LIST_DIR}/main.cpp)
nescio_target(nescio)
target_precompile_headers(nescio REUSE_FROM nescio_qt_pch)
target_link_libraries(nescio PRIVATE nescio_workbench)
install(TARGETS nescio RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# nescio-draw: reports and figures from run files without a window; the command line and the window start it.
add_library(nescio_drawing STATIC
    ${CMAKE_CURRENT_LIST_DIR}/draw/report.cpp ${CMAKE_CURRENT_LIST_DIR}/draw/report_sink.cpp
    ${CMAKE_CURRENT_LIST_DIR}/draw/html_sink.cpp ${CMAKE_CURRENT_LIST_DIR}/draw/pdf_sink.cpp)
set_target_properties(nescio_drawing PROPERTIES AUTOMOC ON)
nescio_target(nescio_drawing)
target_precompile_headers(nescio_drawing REUSE_FROM nescio_qt_pch)
target_link_libraries(nescio_drawing PUBLIC nescio_workbench)
add_executable(nescio-draw ${CMAKE_CURRENT_LIST_DIR}/draw/main.cpp)
nescio_target(nescio-draw)
target_precompile_headers(nescio-draw REUSE_FROM nescio_qt_pch)
target_link_libraries(nescio-draw PRIVATE nescio_drawing)
add_dependencies(nescio nescio-draw)  # the window starts it
install(TARGETS nescio-draw RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
