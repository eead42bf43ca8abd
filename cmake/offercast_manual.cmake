# The manual pages and the completions, written from the records of commands and options by a program of the build, and
# where they are installed.

add_executable(offercast_generate cli/generate.c)
target_link_libraries(offercast_generate PRIVATE offercast_cli)

set(manual ${PROJECT_BINARY_DIR}/generated/manual)
file(MAKE_DIRECTORY ${manual})
offercast_list_names(cli/commands.def commands)
set(pages ${manual}/offercast.1)
foreach(command IN LISTS commands)
  list(APPEND pages ${manual}/offercast-${command}.1)
endforeach()
set(completions ${manual}/offercast ${manual}/_offercast ${manual}/offercast.fish)
add_custom_command(OUTPUT ${pages} ${completions} COMMAND offercast_generate ${manual} DEPENDS offercast_generate VERBATIM)

# Packed where there is gzip, without a name or a time.
set(installed_pages ${pages})
find_program(GZIP gzip)
if(GZIP)
  set(installed_pages)
  foreach(page IN LISTS pages)
    add_custom_command(OUTPUT ${page}.gz COMMAND ${GZIP} -9n < ${page} > ${page}.gz DEPENDS ${page} VERBATIM)
    list(APPEND installed_pages ${page}.gz)
  endforeach()
endif()
add_custom_target(offercast_manual ALL DEPENDS ${installed_pages} ${completions})

install(FILES ${installed_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${manual}/offercast DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
# zsh as its makers ship it looks in site-functions, Debian's in vendor-completions.
install(FILES ${manual}/_offercast DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${manual}/_offercast DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${manual}/offercast.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(DIRECTORY inputs/templates DESTINATION ${CMAKE_INSTALL_DATADIR}/offercast FILES_MATCHING PATTERN *.json)
install(DIRECTORY inputs/tax/tables/ DESTINATION ${CMAKE_INSTALL_DATADIR}/offercast/tax FILES_MATCHING PATTERN *.json)
