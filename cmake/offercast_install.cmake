# What `cmake --install` puts where, and the Debian package. Included when the program exists.

install(TARGETS offercast)
install(FILES README.md CHANGELOG.md ARCHITECTURE.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs examples DESTINATION ${CMAKE_INSTALL_DOCDIR})

# What the program writes about itself is made by the program: `offercast ARGS` -> generated/FILE -> DESTINATION.
function(offercast_install_printed file destination)
  set(printed ${PROJECT_BINARY_DIR}/generated/${file})
  add_custom_command(OUTPUT ${printed} COMMAND offercast ${ARGN} > ${printed} DEPENDS offercast VERBATIM)
  string(MAKE_C_IDENTIFIER ${file} target)
  add_custom_target(${target} ALL DEPENDS ${printed})
  install(FILES ${printed} DESTINATION ${destination})
endfunction()
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/generated)
if(EXISTS ${PROJECT_SOURCE_DIR}/cli/commands/schema.c)
  offercast_install_printed(offer.schema.json ${CMAKE_INSTALL_DATADIR}/offercast schema)
endif()

# Debian's own files; gzip without a name or a time.
find_program(GZIP gzip)
if(GZIP)
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/generated/changelog.gz
    COMMAND ${GZIP} -9n < ${PROJECT_SOURCE_DIR}/packaging/changelog > ${PROJECT_BINARY_DIR}/generated/changelog.gz
    DEPENDS packaging/changelog VERBATIM)
  add_custom_target(debian_changelog ALL DEPENDS ${PROJECT_BINARY_DIR}/generated/changelog.gz)
  install(FILES ${PROJECT_BINARY_DIR}/generated/changelog.gz packaging/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_INSTALL_CMAKE_PROJECTS ${PROJECT_BINARY_DIR} ${PROJECT_NAME} Unspecified /) # all but the library
set(CPACK_PACKAGE_CONTACT "The offercast maintainers <maintainers@offercast.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES TRUE)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS TRUE)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Reads an offer (JSON, a Markdown report, CSV tables), simulates a million\n\
 futures of exits, layoffs, vesting and pay, and prints the expected equity,\n\
 the foregone pay and the net advantage, each with its confidence interval.")
include(CPack)
