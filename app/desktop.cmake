# The desktop: everything but main() in a library, so that tests drive the real window.
set(sources)
foreach(folder window session jobs dialogs pages pages/*)
    file(GLOB found CONFIGURE_DEPENDS
        ${CMAKE_CURRENT_LIST_DIR}/${folder}/*.cpp ${CMAKE_CURRENT_LIST_DIR}/${folder}/*.h)
    list(APPEND sources ${found})
endforeach()
add_library(nescio_desktop STATIC ${sources})
set_target_properties(nescio_desktop PROPERTIES AUTOMOC ON)
nescio_target(nescio_desktop)
target_precompile_headers(nescio_desktop REUSE_FROM nescio_qt_pch)
target_link_libraries(nescio_desktop PUBLIC nescio_widgets nescio_core PRIVATE Qt6::Svg)

add_executable(nescio ${CMAKE_CURRENT_LIST_DIR}/main.cpp)
nescio_target(nescio)
target_precompile_headers(nescio REUSE_FROM nescio_qt_pch)
target_link_libraries(nescio PRIVATE nescio_desktop)
install(TARGETS nescio RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# nescio-draw: reports and figures from run files without a window; the command line and the window start it.
add_library(nescio_drawing STATIC
    ${CMAKE_CURRENT_LIST_DIR}/draw/report.cpp ${CMAKE_CURRENT_LIST_DIR}/draw/report_sink.cpp
    ${CMAKE_CURRENT_LIST_DIR}/draw/html_sink.cpp ${CMAKE_CURRENT_LIST_DIR}/draw/pdf_sink.cpp)
set_target_properties(nescio_drawing PROPERTIES AUTOMOC ON)
nescio_target(nescio_drawing)
target_precompile_headers(nescio_drawing REUSE_FROM nescio_qt_pch)
target_link_libraries(nescio_drawing PUBLIC nescio_desktop)
add_executable(nescio-draw ${CMAKE_CURRENT_LIST_DIR}/draw/main.cpp)
nescio_target(nescio-draw)
target_precompile_headers(nescio-draw REUSE_FROM nescio_qt_pch)
target_link_libraries(nescio-draw PRIVATE nescio_drawing)
add_dependencies(nescio nescio-draw)  # the window starts it
install(TARGETS nescio-draw RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
