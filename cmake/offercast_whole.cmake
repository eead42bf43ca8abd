# The library as others use it: all folders but cli in one static and one shared file, with the symbols of
# include/offercast.h alone, and what tells pkg-config and CMake of them.

set(objects)
foreach(folder sim models analysis inputs outputs library)
  list(APPEND objects $<TARGET_OBJECTS:offercast_${folder}>)
  foreach(isa IN LISTS OFFERCAST_ISAS)
    if(TARGET offercast_${folder}_${isa})
      list(APPEND objects $<TARGET_OBJECTS:offercast_${folder}_${isa}>)
    endif()
  endforeach()
endforeach()
foreach(kind static shared)
  string(TOUPPER ${kind} type)
  add_library(offercast_${kind} ${type} ${objects})
  target_link_libraries(offercast_${kind} PRIVATE PkgConfig::GSL PkgConfig::CJSON PkgConfig::MD4C
    PkgConfig::MINIZIP ZLIB::ZLIB EXPAT::EXPAT Threads::Threads m)
  target_include_directories(offercast_${kind} PUBLIC ${PROJECT_SOURCE_DIR}/include)
  set_target_properties(offercast_${kind} PROPERTIES OUTPUT_NAME offercast LINKER_LANGUAGE C)
endforeach()
set_target_properties(offercast_shared PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})

file(RELATIVE_PATH offercast_includedir_from_libdir /${CMAKE_INSTALL_LIBDIR} /${CMAKE_INSTALL_INCLUDEDIR})
configure_file(${PROJECT_SOURCE_DIR}/cmake/offercast.pc.in ${PROJECT_BINARY_DIR}/generated/offercast.pc @ONLY)
# A component of its own: the Debian package holds the program, as Debian's rules have libraries in packages apart.
install(TARGETS offercast_static offercast_shared COMPONENT library ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} NAMELINK_COMPONENT library)
install(FILES include/offercast.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library)
install(FILES ${PROJECT_BINARY_DIR}/generated/offercast.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
  COMPONENT library)
install(FILES cmake/offercastConfig.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/offercast COMPONENT library)
